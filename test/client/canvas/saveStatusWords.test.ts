import { describe, expect, it } from 'vitest'
import type { SaveStatus } from '../../../client/board/SaveStatus.ts'
import { saveStatusDetail, saveStatusSentence, saveStatusWord } from '../../../client/canvas/page/saveStatusWords.ts'

const offline = (pendingOnDevice: number, keptOnDevice = true): SaveStatus => ({
  state: 'offline',
  pendingOnDevice,
  keptOnDevice,
})

describe('what is said of saving', () => {
  it('UI-53: exactly one of four words', () => {
    const states: SaveStatus[] = [
      { state: 'saved' },
      { state: 'saving' },
      { state: 'not-saved', reason: 'storage' },
      offline(0),
    ]
    expect(states.map(saveStatusWord)).toEqual(['Saved', 'Saving', 'Not saved', 'Offline'])
  })

  it('UI-53: counts what is on the device only, and says where it is', () => {
    expect(saveStatusDetail(offline(1))).toBe('1 change kept on this device')
    expect(saveStatusDetail(offline(3))).toBe('3 changes kept on this device')
    expect(saveStatusDetail(offline(3, false))).toBe('3 changes in this tab only')
    expect(saveStatusDetail(offline(0))).toBe('')
    expect(saveStatusDetail({ state: 'saved' })).toBe('')
  })

  it('UI-53: promises to keep only what is kept', () => {
    expect(saveStatusSentence(offline(2))).toContain('even if you close the tab')
    expect(saveStatusSentence(offline(2, false))).toContain('leave this tab open')
    expect(saveStatusSentence({ state: 'saving' })).toBeNull()
    expect(saveStatusSentence({ state: 'not-saved', reason: 'storage' })).toContain('keep this page open')
  })
})
