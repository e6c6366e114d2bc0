import { roles } from './bots/cast.ts'
import { FINDING_KINDS, type FindingKind } from './Findings.ts'
import { comparable, type HealthSample } from './health.ts'
import type { BotCounts } from './messages.ts'
import type { SoakOutcome } from './outcome.ts'
import { clock } from './RunTime.ts'
import { quantile, sparkline } from './trend.ts'

/** Where and when it ran. */
export interface Surroundings {
  version: string
  commit: string | null
  date: string
  cores: number
  memoryGb: number
  node: string
}

/** The page that a person reads afterwards, in Markdown. */
export function report(outcome: SoakOutcome, surroundings: Surroundings): string {
  return [
    '# Soak',
    '',
    introduction(outcome, surroundings),
    '',
    '## What was found',
    '',
    ...found(outcome),
    '',
    '## What was done',
    '',
    ...done(outcome),
    '',
    '## What was broken on purpose',
    '',
    ...broken(outcome),
    '',
    '## Memory and files of the server',
    '',
    ...health(outcome),
    '',
    `Again: \`npm run soak -- --minutes ${minutes(outcome.plannedS)} ${outcome.cards.length === 30 ? '' : `--people ${outcome.cards.length} `}--seed ${outcome.seed}\`. The seed fixes who does what and`,
    'what is broken in which order; when exactly is for the machine to say.',
    '',
  ].join('\n')
}

function introduction(outcome: SoakOutcome, { version, commit, date, cores, memoryGb, node }: Surroundings): string {
  const of = outcome.isCutShort
    ? `${clock(outcome.tookS)} of ${minutes(outcome.plannedS)} minutes (cut short)`
    : `${minutes(outcome.tookS)} minutes`
  return (
    `\`npm run soak\` lets ${outcome.cards.length} people and programs work on ${boardsOf(outcome)} boards of the built product, breaks it at ` +
    `random moments, and holds it to its promises.\n\n` +
    `Betwixt ${version}${commit === null ? '' : ` (${commit})`}, ${date}: ${of}, seed ${outcome.seed}, on ${cores} cores and ${memoryGb} GB with Node ${node}.`
  )
}

function found({ findings, looked, savedAfterMs, savedAfterOnSlowLineMs, backAfterMs, keptIn }: SoakOutcome): string[] {
  const kinds = Object.entries(FINDING_KINDS) as [FindingKind, string][]
  const verdict = findings.total === 0 ? '**Nothing was wrong.**' : `**${findings.total} things were wrong.**`
  return [
    verdict,
    '',
    '| what | how often |',
    '| --- | --- |',
    ...kinds.map(([kind, what]) => `| ${kind}: ${what} | ${findings.count(kind)} |`),
    '',
    `Looked at: ${number(looked.newcomers)} times a newcomer's board, ${looked.rests} times everybody's at rest (${number(looked.screens)} screens, ` +
      `${number(looked.facts)} facts on the screens of their authors), ${number(looked.images)} times an image, ${number(looked.records)} times a decision record, ` +
      `${number(looked.disks)} times a board on the disk of a server that had just been ended.` +
      (looked.halfWay === 0
        ? ''
        : ` ${looked.halfWay} times a newcomer saw a part of a change that was not saved yet, while its author came back.`),
    '',
    '| time | half of them | 99 of 100 | slowest |',
    '| --- | --- | --- | --- |',
    timeRow('from the last edit to Saved, in calm', savedAfterMs),
    timeRow('the same on a line of 16 kB/s', savedAfterOnSlowLineMs),
    timeRow('from a start after a fault until everybody is back', backAfterMs),
    ...(findings.kept.length === 0
      ? []
      : ['', 'What was wrong:', '', ...findings.kept.map(({ kind, what, atS }) => `- ${clock(atS)} ${kind}: ${what}`)]),
    ...(keptIn === null ? [] : ['', 'The data folder and the list of events were kept.']),
  ]
}

function done({ cards, counts }: SoakOutcome): string[] {
  const lines = roles.flatMap(({ temper, does }) => {
    const names = cards.filter((card) => card.temper === temper).map(({ name }) => name)
    if (names.length === 0) return []
    const of = (what: keyof BotCounts): string =>
      number(names.reduce((sum, name) => sum + (counts[name]?.[what] ?? 0), 0))
    return [
      `| ${names.length} × ${temper} | ${does} | ${of('edits')} | ${of('deletions')} | ${of('undos')} | ${of('posts')} | ${of('images')} | ${of('comings')} | ${of('secondsAway')} s |`,
    ]
  })
  const all = (what: keyof BotCounts): number => Object.values(counts).reduce((sum, count) => sum + count[what], 0)
  return [
    '| who | | edits | deletions | undone, redone | posts | images | came | away, offline |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    `Together ${number(all('edits'))} edits, ${number(all('posts'))} posts and ${number(all('images'))} images; ${number(all('messagesOut'))} messages sent, ` +
      `${number(all('messagesIn'))} received.`,
  ]
}

function broken({ faults, diskKind, gaveUp }: SoakOutcome): string[] {
  const sorted = [...faults].sort(([, a], [, b]) => b.count - a.count)
  return [
    '| what | how often | longest |',
    '| --- | --- | --- |',
    ...sorted.map(([name, { count, longestS }]) => `| ${name} | ${count} | ${longestS.toFixed(1)} s |`),
    '',
    `The full disk was ${diskKind}.` +
      (gaveUp === 0
        ? ''
        : ` ${gaveUp} times a write was refused half-way and the server ended itself, as it then must, and was started again.`),
  ]
}

function health({ samples }: SoakOutcome): string[] {
  const marks = samples.filter(({ phase, heapBytes }) => heapBytes !== null && phase !== 'rest')
  const running = samples.filter(({ phase }) => phase === 'running')
  const open = comparable(samples, false)
  const empty = comparable(samples, true)
  const row = (name: string, of: (sample: HealthSample) => string): string =>
    `| ${name} | ${marks.map(of).join(' | ')} |`
  const spark = (name: string, of: (sample: HealthSample) => number, show: (value: number) => string): string => {
    const values = running.map(of)
    return `| ${name} | \`${sparkline(values)}\` | ${show(Math.min(...values))} to ${show(Math.max(...values))} |`
  }
  if (marks.length === 0) return ['Not measured.']
  return [
    `| at rest | ${marks.map(({ phase, atS }) => `${phase} (${clock(atS)})`).join(' | ')} |`,
    `| --- |${' --- |'.repeat(marks.length)}`,
    row('memory in use, garbage collected', ({ heapBytes }) => mb(heapBytes ?? 0)),
    row('resident memory', ({ residentBytes }) => mb(residentBytes)),
    row('open files', ({ openFiles }) => String(openFiles)),
    row('database', ({ databaseBytes }) => mb(databaseBytes)),
    row(
      'turns late by, 99 of 100 / most',
      ({ delayP99Ms, delayMaxMs }) => `${ms(delayP99Ms ?? 0)} / ${ms(delayMaxMs ?? 0)}`,
    ),
    '',
    '| all along | | least to most |',
    '| --- | --- | --- |',
    spark('resident memory', ({ residentBytes }) => residentBytes, mb),
    spark('open files', ({ openFiles }) => openFiles, String),
    spark('database', ({ databaseBytes }) => databaseBytes, mb),
    '',
    `Growth is judged by a straight line through equal moments of the server's longest life: ${open.length} with everybody there, ` +
      `${empty.length} with all boards put away.`,
  ]
}

function boardsOf({ cards }: SoakOutcome): number {
  return new Set(cards.map(({ boardId }) => boardId)).size
}

function timeRow(what: string, values: readonly number[]): string {
  const show = (value: number | null): string => (value === null ? '–' : ms(value))
  return `| ${what} (${number(values.length)}) | ${show(quantile(values, 0.5))} | ${show(quantile(values, 0.99))} | ${show(quantile(values, 1))} |`
}

function ms(value: number): string {
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
}

function mb(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}

function minutes(seconds: number): string {
  return String(Math.round(seconds / 6) / 10)
}
