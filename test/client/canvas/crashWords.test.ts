import { describe, expect, it } from 'vitest'
import type { SaveStatus } from '../../../client/board/SaveStatus.ts'
import { crashWords } from '../../../client/canvas/page/crashWords.ts'

const offline = (pendingOnDevice: number, keptOnDevice: boolean): SaveStatus => ({
  state: 'offline',
  pendingOnDevice,
  keptOnDevice,
})

describe('where the canvas stopped', () => {
  it.each<[string, SaveStatus]>([
    ['saved', { state: 'saved' }],
    ['offline and kept on this device', offline(3, true)],
    ['offline with nothing to send', offline(0, false)],
  ])('UI-501: what is %s is called safe, and the page may be loaded anew', (_what, status) => {
    expect(crashWords(status)).toEqual({ text: expect.stringContaining('Nothing is lost'), mayReload: true })
  })

  it.each<[string, SaveStatus]>([
    ['on its way', { state: 'saving' }],
    ['refused by the disk', { state: 'not-saved', reason: 'storage' }],
    ['in this tab only', offline(3, false)],
  ])('UI-501: what is %s is not, and the page is to stay open', (_what, status) => {
    const { text, mayReload } = crashWords(status)
    expect(mayReload).toBe(false)
    expect(text).not.toContain('Nothing is lost')
    expect(text).toContain('Leave this page open until the bar says Saved')
  })

  it('UI-501: of what the server will never take nothing is promised', () => {
    for (const reason of ['read-only', 'refused', 'newer-schema'] as const) {
      expect(crashWords({ state: 'not-saved', reason }).text).toContain('on this device at most')
    }
  })
})
