import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { TLRecord } from '@tldraw/tlschema'
import { BoardReadings } from '../../../shared/board/BoardReadings.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { findKind, templates } from '../../../shared/templates/index.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { median, percentile, type BenchFigure, type BenchRow } from '../row.ts'
import { filledBoard } from './filledBoard.ts'

const TODAY = '2026-03-14'
const SIZES = [
  { count: 1_000, goalMs: 10, warmUps: 40, runs: 31, edits: 600 },
  { count: 10_000, goalMs: 120, warmUps: 4, runs: 7, edits: 60 },
] as const
const EDITED = SIZES[0]
const EDIT_GOAL_MS = 1

/** What reading a board with all its checks costs, and what one edit of it does, for every template. */
export const readingRow: BenchRow = {
  name: 'reading',
  run: async () => {
    await Promise.resolve()
    return [...SIZES.flatMap(readWhole), ...readEdits()]
  },
}

const filledTemplates = () => templates.filter(({ example }) => example !== null)

/**
 * Wall time, and the processor time of this process, in which the collector's own threads work beside ours. Neither tells
 * all: the one grows because others keep the machine busy, the other counts what nobody waits for.
 */
interface Cost {
  readonly ms: number[]
  readonly cpuMs: number[]
}

function readWhole({ count, goalMs, warmUps, runs }: (typeof SIZES)[number]): BenchFigure[] {
  const boards = filledTemplates().map((template) => ({
    template,
    records: filledBoard(template, count, TODAY),
    cost: newCost(),
    findings: 0,
  }))
  // By turns, so that all meet the same state of the machine. Each time as a board that was never read before. The first
  // ones are those for which V8 has not compiled their way yet, which a server that runs for a day pays once.
  for (let run = -warmUps; run < runs; run++) {
    for (const board of boards) {
      const fresh = structuredClone(board.records)
      // What making the board has left behind is not what reading it costs.
      collectGarbage()
      const readings = measure(run < 0 ? newCost() : board.cost, () => readingsOf(fresh, { today: TODAY }))
      board.findings = readings[0]?.findings.length ?? 0
    }
  }
  const [first] = boards
  return boards.map(({ template, cost, findings }) => ({
    work: `read and check ${count} cards: ${template.title.toLowerCase()}`,
    ours: say(cost),
    floor: null,
    others: [],
    ratio: median(cost.cpuMs) / goalMs,
    goal: `≤ ${goalMs} ms`,
    met: median(cost.cpuMs) <= goalMs,
    note: `${findings} findings${first === undefined ? '' : `; ${(median(cost.cpuMs) / median(first.cost.cpuMs)).toFixed(2)} × ${first.template.title.toLowerCase()}`}`,
  }))
}

function readEdits(): BenchFigure[] {
  return filledTemplates().map((template) => {
    const records = filledBoard(template, EDITED.count, TODAY)
    const typed = editCost(template, records, (card, edit) => {
      const lead = findKind(template.id, card.props.kind)?.lead ?? ''
      const fields = { ...card.props.fields, [lead]: `What somebody typed ${edit}` }
      return { put: [{ ...card, props: { ...card.props, fields } }], removed: [] }
    })
    const added = editCost(template, records, (card, edit) =>
      edit % 2 === 0
        ? { put: [{ ...card, id: `${card.id}-new` } as CardShape], removed: [] }
        : { put: [], removed: [`${card.id}-new`] },
    )
    const whole = newCost()
    for (let run = 0; run < EDITED.runs; run++) measure(whole, () => readingsOf(records, { today: TODAY }))
    return {
      work: `findings after one edit among ${EDITED.count} cards: ${template.title.toLowerCase()}`,
      ours: say(typed),
      floor: `${median(whole.ms).toFixed(1)} ms, reading all again`,
      others: [],
      ratio: median(typed.cpuMs) / EDIT_GOAL_MS,
      goal: `≤ ${EDIT_GOAL_MS} ms`,
      met: median(typed.cpuMs) <= EDIT_GOAL_MS,
      note: `a card added or removed: ${say(added)}`,
    }
  })
}

function editCost(
  template: Template,
  records: ReadonlyMap<string, TLRecord>,
  change: (card: CardShape, edit: number) => { put: TLRecord[]; removed: string[] },
): Cost {
  const cards = [...records.values()].filter((record) => isCard(record) && record.props.template === template.id)
  const kept = new BoardReadings(records.values())
  kept.read({ today: TODAY })
  const cost = newCost()
  for (let edit = 0; edit < EDITED.edits; edit++) {
    const card = cards[(Math.floor(edit / 2) * 37) % cards.length]
    if (!isCard(card)) throw new Error('a filled board has cards')
    const { put, removed } = change(card, edit)
    measure(cost, () => {
      kept.change(put, removed)
      return kept.read({ today: TODAY })
    })
  }
  // The first ones are those for which V8 has not compiled their way yet.
  const late = (all: number[]) => all.slice(all.length / 3)
  return { ms: late(cost.ms), cpuMs: late(cost.cpuMs) }
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const newCost = (): Cost => ({ ms: [], cpuMs: [] })

function measure<Result>(cost: Cost, run: () => Result): Result {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = run()
  cost.ms.push(performance.now() - start)
  const { user, system } = process.cpuUsage(cpu)
  cost.cpuMs.push((user + system) / 1_000)
  return result
}

const say = ({ ms, cpuMs }: Cost) =>
  `${median(cpuMs).toFixed(2)} ms of processor time (p95 ${percentile(cpuMs, 0.95).toFixed(2)}; by the clock ${median(ms).toFixed(2)})`
