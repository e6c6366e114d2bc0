import type { FactKey, FactValue } from '../facts.ts'
import { NO_COUNTS, type BotCounts } from '../messages.ts'
import { sleep, type Bot, type BotSurroundings } from './Bot.ts'

/** How an HTTP request went: answered, refused with nothing kept, or nobody knows. */
type Outcome = { kind: 'done'; body: Record<string, unknown> } | { kind: 'gone' | 'refused' | 'unknown' }

const MOST_CARDS = 10

/** A script that makes, changes and deletes cards over HTTP, and takes decisions now and then. */
export class Poster implements Bot {
  readonly name: string
  readonly counts: BotCounts = { ...NO_COUNTS }
  readonly #around: BotSurroundings
  readonly #cards: { id: string; count: number }[] = []
  #isResting = false
  #isActing = false
  #isStopped = false
  #life: Promise<void> = Promise.resolve()

  constructor(around: BotSurroundings) {
    this.name = around.card.name
    this.#around = around
  }

  start(): Promise<void> {
    this.#life = this.#live()
    return Promise.resolve()
  }

  async rest(): Promise<boolean> {
    this.#isResting = true
    while (this.#isActing) await sleep(20)
    return true
  }

  async leave(): Promise<void> {
    await this.rest()
  }

  goOn(): void {
    this.#isResting = false
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#life
    this.#around.line.close()
  }

  report(): null {
    return null
  }

  async #live(): Promise<void> {
    const { random, pace } = this.#around
    while (!this.#isStopped) {
      if (!this.#isResting) {
        this.#isActing = true
        await this.#act().finally(() => (this.#isActing = false))
      }
      const untilMs = performance.now() + random.whole(400, 3000) * pace
      while (performance.now() < untilMs && !this.#isStopped && !this.#isResting) await sleep(50)
      if (this.#isResting) await sleep(50)
    }
  }

  #act(): Promise<void> {
    const { random } = this.#around
    const card = random.pick(this.#cards)
    if (random.chance(0.04)) return this.#decide()
    if (random.chance(0.1)) return this.#read()
    if (card === undefined || (this.#cards.length < MOST_CARDS && random.chance(0.4))) return this.#post()
    return random.chance(0.25) ? this.#remove(card) : this.#change(card)
  }

  async #post(): Promise<void> {
    const outcome = await this.#ask('POST', 'cards', { kind: 'pain-point', fields: { who: word(0) } })
    if (outcome.kind !== 'done') return
    const id = String(outcome.body['id'])
    this.#cards.push({ id, count: 0 })
    this.#note([`tally ${id}`, '"none"'], [`word ${id}`, word(0)])
    this.#saved()
  }

  async #change(card: { id: string; count: number }): Promise<void> {
    const before = word(card.count)
    card.count++
    this.#note([`word ${card.id}`, word(card.count)])
    const outcome = await this.#ask('PATCH', `cards/${card.id}`, { fields: { who: word(card.count) } })
    if (outcome.kind === 'done') this.#saved()
    else if (outcome.kind === 'refused') this.#note([`word ${card.id}`, before])
    else await this.#lookUp(card)
  }

  async #remove(card: { id: string; count: number }): Promise<void> {
    this.#note([`tally ${card.id}`, null], [`word ${card.id}`, null])
    const outcome = await this.#ask('DELETE', `cards/${card.id}`)
    if (outcome.kind === 'done') {
      this.#cards.splice(this.#cards.indexOf(card), 1)
      this.counts.deletions++
      this.#saved()
    } else if (outcome.kind === 'refused') {
      this.#note([`tally ${card.id}`, '"none"'], [`word ${card.id}`, word(card.count)])
    } else await this.#lookUp(card)
  }

  /** The server went away in the middle of a request: whether it was done can only be seen. */
  async #lookUp(card: { id: string; count: number }): Promise<void> {
    while (!this.#isStopped) {
      const outcome = await this.#ask('GET', `cards/${card.id}`)
      if (outcome.kind === 'gone') {
        this.#cards.splice(this.#cards.indexOf(card), 1)
        this.#note([`tally ${card.id}`, null], [`word ${card.id}`, null])
        return
      }
      if (outcome.kind === 'done') {
        const { who } = outcome.body['fields'] as { who?: string }
        card.count = Number(who?.split(' ').at(-1))
        this.#note([`tally ${card.id}`, '"none"'], [`word ${card.id}`, who ?? ''])
        return
      }
      await sleep(300)
    }
  }

  async #decide(): Promise<void> {
    const outcome = await this.#ask('POST', 'records', { title: `Decided by ${this.name}`, decided: 'to go on' })
    if (outcome.kind !== 'done') return
    const { id, recordSha256 } = outcome.body
    this.#around.tell({ tell: 'record', bot: this.name, recordId: String(id), sha256: String(recordSha256) })
  }

  async #read(): Promise<void> {
    await this.#ask('GET', 'reading')
  }

  async #ask(method: string, path: string, body?: object): Promise<Outcome> {
    const { card, port, weather, tell } = this.#around
    const startedAt = performance.now()
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/boards/${card.boardId}/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      const text = await response.text()
      if (response.status === 404 && method === 'GET') return { kind: 'gone' }
      if (response.status === 507) return { kind: 'refused' }
      if (response.status === 503) return { kind: 'unknown' }
      if (!response.ok) {
        tell({ tell: 'wrong', bot: this.name, what: `${method} ${path} was answered with ${response.status}: ${text}` })
        return { kind: 'unknown' }
      }
      if (method !== 'GET') {
        this.counts.posts++
        if (weather.diskFullSince !== null && startedAt > weather.diskFullSince) {
          tell({ tell: 'wrong', bot: this.name, what: `${method} ${path} succeeded while the disk was full` })
        }
      }
      return { kind: 'done', body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
    } catch {
      return { kind: 'unknown' }
    }
  }

  #note(...changes: [FactKey, FactValue][]): void {
    this.#around.tell({ tell: 'noted', bot: this.name, changes })
  }

  #saved(): void {
    this.#around.tell({ tell: 'saved', bot: this.name })
  }
}

function word(count: number): string {
  return `the script says ${count}`
}
