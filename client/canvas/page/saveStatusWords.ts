import type { NotSavedReason, SaveStatus } from '../../board/SaveStatus.ts'

/** The one word that the status element reads. */
export function saveStatusWord({ state }: SaveStatus): 'Saved' | 'Saving' | 'Not saved' | 'Offline' {
  switch (state) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving'
    case 'not-saved':
      return 'Not saved'
    case 'offline':
      return 'Offline'
  }
}

/** What there is to say besides, short enough to stand beside the word. */
export function saveStatusDetail(status: SaveStatus): string {
  if (status.state !== 'offline' || status.pendingOnDevice === 0) return ''
  const changes = status.pendingOnDevice === 1 ? '1 change' : `${status.pendingOnDevice} changes`
  return status.keptOnDevice ? `${changes} kept on this device` : `${changes} in this tab only`
}

/** The calm sentence for a state in which one's changes are not on the server; null where there is nothing to say. */
export function saveStatusSentence(status: SaveStatus): string | null {
  switch (status.state) {
    case 'saved':
    case 'saving':
      return null
    case 'not-saved':
      return NOT_SAVED_SENTENCES[status.reason]
    case 'offline':
      return offlineSentence(status)
  }
}

const NOT_SAVED_SENTENCES: Readonly<Record<NotSavedReason, string>> = {
  storage:
    'The server cannot write to its disk just now. Go on working and keep this page open; your changes are sent again until they are saved.',
  'read-only': 'You may look at this board and not change it. What you change stays on this device.',
  refused: 'The server no longer takes changes to this board from here. What you see stays on this device.',
  'board-full':
    'This board is full. Delete what is not needed any more, or go on on another board. What you added since is on this device only.',
  'newer-schema': 'This board was changed by a newer version of Betwixt. Reload the page to go on.',
}

function offlineSentence({ pendingOnDevice, keptOnDevice }: Extract<SaveStatus, { state: 'offline' }>): string {
  const start = 'No connection to the server. Go on working; it is tried again by itself.'
  if (pendingOnDevice === 0) return start
  return keptOnDevice
    ? `${start} Your changes are kept on this device, even if you close the tab.`
    : `${start} This browser keeps nothing between visits, so leave this tab open until it says Saved.`
}
