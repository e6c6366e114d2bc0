import { Component, type ReactNode } from 'react'
import { FullPage } from './FullPage.tsx'
import { isLoadFailure } from './loadFailure.ts'
import { ReloadActs } from './ReloadActs.tsx'

interface State {
  error: Error | null
}

/**
 * Stands when a page breaks. It touches no data: what was shown as Saved is on the server's disk, and the board's
 * unsent changes lie in this browser's own store, from where the next load sends them.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const unloaded = isLoadFailure(error)
    return (
      <FullPage
        urgent
        heading={<h1>{unloaded ? 'This page could not be loaded' : 'This page stopped working'}</h1>}
        details={error.stack ?? error.message}
        acts={<ReloadActs advised />}
      >
        {unloaded && <p>The server does not answer, or Betwixt was updated while this page was open.</p>}
        <p>
          Your boards are safe. What was shown as Saved is on the server; changes that were not yet saved are kept on
          this device and are sent when the board opens again.
        </p>
      </FullPage>
    )
  }
}
