import type { FactKey, FactValue } from '../facts.ts'
import { NO_COUNTS, type BotCounts } from '../messages.ts'
import { sleep, type Bot, type BotSurroundings } from './Bot.ts'

/** How an HTTP request went: answered, refused with nothing kept, or nobody knows. */
type Outcome = { kind: 'done'; body: Record<string, unknown> } | { kind: 'gone' | 'refused' | 'unknown' }

interface PostedCard {
  id: string
  /** What it says, as far as the server has answered. */
  says: string
}

const MOST_CARDS = 10

/** A script that makes, changes and deletes cards over HTTP, and takes decisions now and then. */
export class Poster implements Bot {
  readonly name: string
  readonly counts: BotCounts = { ...NO_COUNTS }
  readonly #around: BotSurroundings
  readonly #cards: PostedCard[] = []
  #said = 0
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
    const says = this.#nextWord()
    const outcome = await this.#ask('POST', 'cards', { kind: 'pain-point', fields: { who: says } })
    if (outcome.kind !== 'done') return
    const card = { id: String(outcome.body['id']), says }
    this.#cards.push(card)
    this.#note(card, says)
    this.#saved()
  }

  async #change(card: PostedCard): Promise<void> {
    const says = this.#nextWord()
    // Others may see it before the answer is here.
    this.#note(card, says)
    const outcome = await this.#ask('PATCH', `cards/${card.id}`, { fields: { who: says } })
    if (outcome.kind === 'done') {
      card.says = says
      this.#saved()
    } else if (outcome.kind === 'refused') this.#note(card, card.says)
    else await this.#lookUp(card)
  }

  async #remove(card: PostedCard): Promise<void> {
    this.#note(card, null)
    const outcome = await this.#ask('DELETE', `cards/${card.id}`)
    if (outcome.kind === 'done') {
      this.#cards.splice(this.#cards.indexOf(card), 1)
      this.counts.deletions++
      this.#saved()
    } else if (outcome.kind === 'refused') this.#note(card, card.says)
    else await this.#lookUp(card)
  }

  /** The server went away in the middle of a request: whether it was done can only be seen. */
  async #lookUp(card: PostedCard): Promise<void> {
    while (!this.#isStopped) {
      const outcome = await this.#ask('GET', `cards/${card.id}`)
      if (outcome.kind === 'gone') {
        this.#cards.splice(this.#cards.indexOf(card), 1)
        this.#note(card, null)
        return
      }
      if (outcome.kind === 'done') {
        const { who } = outcome.body['fields'] as { who?: string }
        card.says = who ?? ''
        this.#note(card, card.says)
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

  /** What the card says from now on; null where it is gone. */
  #note({ id }: PostedCard, says: string | null): void {
    const changes: [FactKey, FactValue][] = [
      [`tally ${id}`, says === null ? null : '"none"'],
      [`word ${id}`, says],
    ]
    this.#around.tell({ tell: 'noted', bot: this.name, changes })
  }

  #saved(): void {
    this.#around.tell({ tell: 'saved', bot: this.name })
  }

  #nextWord(): string {
    return `the script says ${++this.#said}`
  }
}
