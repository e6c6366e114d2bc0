import type { SaveStatus } from '../../board/SaveStatus.ts'

/** What has become of one's work while the canvas does not show it, and whether the page may be loaded anew now. */
export interface CrashWords {
  text: string
  mayReload: boolean
}

/** Says no more than is true: what is neither on the server's disk nor on this device goes with the page. */
export function crashWords(status: SaveStatus): CrashWords {
  switch (status.state) {
    case 'saved':
      return { text: 'Nothing is lost: what you did is saved on the server.', mayReload: true }
    case 'saving':
      return { text: `${ON_ITS_WAY} It is on its way to the server. ${WAIT}`, mayReload: false }
    case 'not-saved':
      return status.reason === 'storage'
        ? { text: `${ON_ITS_WAY} The server cannot write to its disk just now. ${WAIT}`, mayReload: false }
        : {
            text: 'The server does not take changes from here. What was not saved is on this device at most.',
            mayReload: true,
          }
    case 'offline':
      return offlineWords(status)
  }
}

const ON_ITS_WAY = "What you did is still in this page, in the board's document."
const WAIT = 'Leave this page open until the bar says Saved, and reload it then.'

function offlineWords({ pendingOnDevice, keptOnDevice }: Extract<SaveStatus, { state: 'offline' }>): CrashWords {
  if (pendingOnDevice === 0) return { text: 'Nothing is lost: what you did is saved on the server.', mayReload: true }
  if (keptOnDevice) {
    return { text: 'Nothing is lost: what the server does not have yet is kept on this device.', mayReload: true }
  }
  return {
    text: `${ON_ITS_WAY} There is no connection to the server, and this browser keeps nothing between visits. ${WAIT}`,
    mayReload: false,
  }
}
