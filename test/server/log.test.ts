import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { logConsole } from '../../server/log.ts'

describe('the log', () => {
  it('STO-502: what a library says to the console is a line of the log like any other', () => {
    const lines: Record<string, unknown>[] = []
    const logger = pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[0]) })
    const end = logConsole(logger)
    try {
      // As LMDB and the HTTP library do.
      console.error(new Error('MDB_MAP_FULL'))
      console.error('In aftercommit\ncallback', new Error('No space'))
      console.warn('%d readers', 3)
      console.info('The user aborted a request.')
    } finally {
      end()
    }
    expect(lines).toMatchObject([
      { level: 40, err: { message: 'MDB_MAP_FULL' } },
      { level: 40, msg: 'In aftercommit\ncallback', err: { message: 'No space' } },
      { level: 40, msg: '3 readers' },
      { level: 20, msg: 'The user aborted a request.' },
    ])
  })
})
