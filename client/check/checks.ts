import { BASE_PATH } from '../api/basePath.ts'
import { problemText } from '../api/problem.ts'
import { request } from '../api/request.ts'

/** What a check has found, in a sentence that says what to do where something is to be done. */
export interface CheckResult {
  readonly state: 'good' | 'note' | 'bad'
  readonly sentence: string
}

export interface ConnectionCheck {
  readonly id: string
  readonly title: string
  run(): Promise<CheckResult>
}

/** A socket that takes longer than this is held up by something on its way. */
const SOCKET_MS = 8_000

/** What has to work between this browser and the server, in the order in which it builds on each other. */
export const checks: readonly ConnectionCheck[] = [
  { id: 'server', title: 'The server answers', run: checkServer },
  { id: 'sockets', title: 'Live connections (WebSockets)', run: checkSocket },
  { id: 'storage', title: 'The server can write', run: checkStorage },
  { id: 'tls', title: 'The way here is encrypted (TLS)', run: () => Promise.resolve(checkTls()) },
  { id: 'device', title: 'This browser keeps what is not sent yet', run: checkDevice },
]

async function checkServer(): Promise<CheckResult> {
  const start = performance.now()
  try {
    await request('/api/v1/me')
    return {
      state: 'good',
      sentence: `It took ${Math.round(performance.now() - start)} ms, and takes this address for its own.`,
    }
  } catch (error) {
    return { state: 'bad', sentence: problemText(error) }
  }
}

function checkSocket(): Promise<CheckResult> {
  const start = performance.now()
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/u, 'ws')}${BASE_PATH}/check-socket`)
    const end = (result: CheckResult) => {
      clearTimeout(late)
      socket.close()
      resolve(result)
    }
    const failed: CheckResult = {
      state: 'bad',
      sentence:
        'None can be opened. If there is a proxy in front of the server, it has to pass on the Upgrade and Connection headers; see the deployment guide.',
    }
    const late = setTimeout(() => end(failed), SOCKET_MS)
    socket.onmessage = () =>
      end({ state: 'good', sentence: `One was open after ${Math.round(performance.now() - start)} ms.` })
    socket.onerror = () => end(failed)
  })
}

async function checkStorage(): Promise<CheckResult> {
  try {
    const response = await fetch(`${BASE_PATH}/readyz`)
    if (response.ok) return { state: 'good', sentence: 'Its disk takes what is written to it.' }
    return {
      state: 'bad',
      sentence: 'Its disk is full or read-only just now. Nothing is called saved until that is mended.',
    }
  } catch (error) {
    return { state: 'bad', sentence: problemText(error) }
  }
}

function checkTls(): CheckResult {
  if (location.protocol === 'https:') return { state: 'good', sentence: 'This page came over https.' }
  if (window.isSecureContext) return { state: 'good', sentence: 'This page came from this very machine.' }
  return {
    state: 'note',
    sentence:
      'This page came over plain http: on a network that others listen to, they can read along. Copying to other programs works only with TLS.',
  }
}

function checkDevice(): Promise<CheckResult> {
  const none: CheckResult = {
    state: 'note',
    sentence: 'It lets pages keep nothing, as in a private window. Leave a board open until it says Saved.',
  }
  return new Promise((resolve) => {
    const name = 'betwixt/check'
    try {
      const opening = indexedDB.open(name)
      opening.onerror = () => resolve(none)
      opening.onsuccess = () => {
        opening.result.close()
        indexedDB.deleteDatabase(name)
        resolve({ state: 'good', sentence: 'Changes made without a connection outlive closing the tab.' })
      }
    } catch {
      // Storage is refused.
      resolve(none)
    }
  })
}
