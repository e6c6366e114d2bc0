import { describe, expect, it } from 'vitest'
import { disciplines, findDiscipline } from '../../shared/disciplines.ts'

describe('disciplines', () => {
  it('UI-10: each is found by its id and by its title, whatever the case', () => {
    for (const discipline of disciplines) {
      expect(findDiscipline(discipline.id)).toBe(discipline)
      expect(findDiscipline(` ${discipline.title.toUpperCase()} `)).toBe(discipline)
    }
  })

  it('UI-10: a word of the workspace’s own is shown as it stands and belongs to neither side alone', () => {
    expect(findDiscipline('Marine biology')).toEqual({ id: 'marine biology', title: 'Marine biology', side: 'between' })
  })
})
