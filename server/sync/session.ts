import { MalformedBytes } from '../../shared/sync/byteReader.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import {
  EMPTY_STATE_VECTOR,
  SYNC_STEP,
  inspectStateVector,
  noticeMessage,
  readClientMessage,
  syncMessage,
} from '../../shared/sync/messages.ts'
import type { ClientMessage } from '../../shared/sync/messages.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Arrival } from './arrivals.ts'
import { Barriers } from './barriers.ts'
import { Account } from './fairLane.ts'
import { maySend } from './identity.ts'
import type { SyncIdentity, SyncPerson } from './identity.ts'
import { Inbox } from './inbox.ts'
import { LineCare } from './lineCare.ts'
import { missingFrames } from './missingFrames.ts'
import { Outbox } from './outbox.ts'
import { LimitReached, TooLarge, UnusableUpdate } from './refusal.ts'
import type { Room, RoomMember } from './room.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { UpdateIntake } from './updateIntake.ts'
import type { Wire } from './wire.ts'
import { binaryFrame } from './webSocketFrame.ts'

/** What it costs to hand over a board that is ready to be sent. */
const ANSWERED_BYTES_PER_MS = 512 * 1024

/** Whoever has a smaller share of a board than this is sent all of it: a difference is made for each one anew. */
const LITTLE_KNOWN = 0.5

/** One socket on a board: reads its messages in order, answers them, and closes it when it breaks the rules. */
export class Session implements RoomMember {
  readonly extended: boolean
  readonly outbox: Outbox
  identity: SyncIdentity
  presenceId: number | null = null
  presenceMissed = false
  readonly #wire: Wire
  readonly #room: Room
  readonly #environment: RoomEnvironment
  readonly #onEnd: () => void
  readonly #account: Account
  readonly #arrival: Arrival
  readonly #inbox: Inbox
  readonly #intake: UpdateIntake
  readonly #line: LineCare
  #ended = false

  constructor(
    wire: Wire,
    room: Room,
    identity: SyncIdentity,
    extended: boolean,
    environment: RoomEnvironment,
    onEnd: () => void,
  ) {
    const { limits, timers, lane, traffic } = environment
    const account = new Account(timers)
    this.#wire = wire
    this.#room = room
    this.#environment = environment
    this.#onEnd = onEnd
    this.identity = identity
    this.extended = extended
    this.outbox = new Outbox(
      wire,
      limits,
      timers,
      () => this.close('too-slow'),
      () => this.#catchUpPresence(),
      traffic,
    )
    this.#account = account
    const arrival = environment.arrivals.open({
      holdBack: (isHeldBack) => this.#inbox.holdBack(isHeldBack),
      cut: () => this.close('limit-reached'),
    })
    this.#arrival = arrival
    this.#inbox = new Inbox(
      wire,
      limits,
      { account, lane, arrival },
      (message) => this.#take(readClientMessage(message)),
      (error) => this.#refuse(error),
    )
    const barriers = new Barriers(room.persister, limits.openBarriers, (message) => this.#send(message))
    this.#intake = new UpdateIntake({
      member: this,
      room,
      environment,
      barriers,
      account,
      lane,
      onRefused: (code) => {
        traffic.refuse(code)
        if (extended) this.#send(noticeMessage({ type: 'refused', code }))
      },
      onError: (error) => this.#refuse(error),
    })
    this.#line = new LineCare(wire, this.outbox, limits, timers)
    room.join(this)
    if (extended) this.#send(noticeMessage({ type: 'role', role: identity.role }))
  }

  get personId(): string {
    return this.identity.person.id
  }

  /** Bytes arrived, of one message or of several; to be called before `receive` with a message that they complete. */
  arriving(bytes: number): void {
    if (!this.#ended) this.#arrival.came(bytes)
  }

  /** A ping or a pong was among what arrived. */
  arrivedControl(bytes: number): void {
    if (!this.#ended) this.#arrival.wasControl(bytes)
  }

  /** A message arrived. Messages of a socket are handled one after the other. */
  receive(message: Uint8Array): void {
    const { traffic } = this.#environment
    traffic.framesIn += 1
    traffic.bytesIn += message.length
    this.#inbox.receive(message)
  }

  /** The socket is gone. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#line.stop()
    this.#inbox.stop()
    this.#intake.stop()
    this.outbox.stop()
    this.#room.leave(this)
    this.#onEnd()
  }

  close(reason: CloseReason): void {
    if (this.#ended) return
    this.outbox.flush()
    if (this.#ended) return
    this.#wire.close(reason)
    this.end()
  }

  /** Name or discipline changed. */
  changePerson(person: SyncPerson): void {
    this.identity = { ...this.identity, person }
    this.#room.presence.refresh(this)
    this.#room.fanout.presenceChanged()
  }

  flushSoon(): void {
    this.#environment.turnEnd.addSocket(this.outbox)
  }

  retryWaiting(clients: readonly number[]): void {
    this.#intake.retry(clients)
  }

  /** Looks after the line: called every few seconds. */
  tick(): void {
    // Bytes that are taken, and a line that we do not read from, say nothing against the other end.
    if (this.outbox.checkProgress() || this.#inbox.paused) this.#line.heard()
    if (this.#ended) return
    this.#intake.doubtOwners()
    // What an update waits for may be in what we have not got round to.
    if (!this.#inbox.isBusy && this.#intake.isOverdue(this.#line.bytesCome)) {
      this.close('limit-reached')
    } else if (!this.#line.tick()) {
      this.#cut()
    }
  }

  doubt(): void {
    if (this.#ended) return
    // Nothing is heard of a line that is not read from.
    this.#line.doubt(
      () => !this.#inbox.paused,
      () => this.#cut(),
    )
  }

  /** Stops reading, so that what is being written can be finished. */
  pause(): void {
    this.#inbox.pause()
  }

  /** Looks at the rights again, which may have changed. With others than before one has to come in anew. */
  reviewRole(): void {
    if (this.#ended) return
    const role = this.identity.roleNow()
    if (role === null) this.close('forbidden')
    else if (role !== this.identity.role) this.close('role-changed')
  }

  #take(message: ClientMessage): Promise<void> | undefined {
    if (!maySend(this.identity, message.kind)) return this.#turnDown(message)
    switch (message.kind) {
      case 'state-vector':
        return this.#answerStateVector(message.stateVector)
      case 'missing':
        return this.#intake.take(message.update, 'new-only')
      case 'update':
        return this.#intake.take(message.update, 'received')
      case 'awareness':
        this.#room.presence.receive(this, message.entries)
        // A stock client writes under the id it shows itself with, and has no other way to say so.
        if (!this.extended && this.presenceId !== null && maySend(this.identity, 'writes-as')) {
          this.#claim(this.presenceId)
        }
        this.#room.fanout.presenceChanged()
        return undefined
      case 'query-awareness':
        this.#showEverybody()
        return undefined
      case 'barrier':
        if (!this.extended) throw new MalformedBytes('a barrier from a client that did not ask for it')
        this.#intake.takeBarrier(message.number)
        return undefined
      case 'writes-as':
        if (!this.extended) throw new MalformedBytes('a claim from a client that did not ask for it')
        this.#claim(message.id)
        return undefined
    }
  }

  /** Nothing of it happens. Who wrote all the same hears of it; all else a stock client sends without meaning to write. */
  #turnDown(message: ClientMessage): undefined {
    if (message.kind === 'missing') this.#intake.refuse(message.update, 'new-only')
    else if (message.kind === 'update') this.#intake.refuse(message.update, 'received')
  }

  /**
   * Someone without content gets the board as it is stored; our own step 1 goes first and is empty, so that they
   * answer with what they have now and not with what we send. Someone with little of it gets all as well, which is
   * ready for everybody; others get the difference, from the live document.
   */
  async #answerStateVector(stateVector: Uint8Array): Promise<void> {
    await this.outbox.caughtUp()
    if (this.#ended) return
    if (inspectStateVector(stateVector) === 0) return this.#answerWithAll(() => EMPTY_STATE_VECTOR)
    const document = await this.#room.document()
    if (this.#ended) return
    if (document.shareKnownTo(stateVector) < LITTLE_KNOWN) {
      return this.#answerWithAll(() => this.#room.built?.stateVector() ?? EMPTY_STATE_VECTOR)
    }
    this.#account.spend(() => {
      const question = binaryFrame(syncMessage(SYNC_STEP.stateVector, document.stateVector()))
      this.#sendFirst(question, missingFrames(document.missing(stateVector), this.extended))
    })
  }

  async #answerWithAll(known: () => Uint8Array): Promise<void> {
    await this.#room.withWholeBoard(this.extended, (frames) => {
      if (!this.#ended) this.#sendFirst(binaryFrame(syncMessage(SYNC_STEP.stateVector, known())), frames)
    })
  }

  /** From here on the socket hears what happens; what happened before, presence as well, is in what it gets now. */
  #sendFirst(question: Buffer, answer: Buffer[]): void {
    const everybody = this.#room.presence.everybody(this)
    this.#account.charge(answer.reduce((sum, frame) => sum + frame.length, 0) / ANSWERED_BYTES_PER_MS)
    this.outbox.queueSync(everybody === null ? [question, ...answer] : [everybody, question, ...answer])
    this.#room.fanout.add(this)
  }

  #send(message: Uint8Array): void {
    if (this.#ended) return
    this.outbox.queue(binaryFrame(message))
    this.flushSoon()
  }

  #showEverybody(): void {
    const frame = this.#room.presence.everybody(this)
    if (frame === null) return
    this.outbox.queue(frame)
    this.flushSoon()
  }

  #claim(id: number): void {
    this.#room.writerIds.claim(id, this, this.#room.built)
  }

  /** Nobody is there any more. */
  #cut(): void {
    this.#wire.terminate()
    this.end()
  }

  #catchUpPresence(): void {
    if (!this.presenceMissed || this.#ended) return
    this.presenceMissed = false
    this.#showEverybody()
  }

  #refuse(error: unknown): void {
    if (this.#ended) return
    const reason = closeReasonOf(error)
    this.#environment.traffic.refuse(reason)
    if (reason === 'internal') {
      this.#environment.logger.error({ boardId: this.#room.boardId, err: error }, 'a socket failed')
    }
    this.close(reason)
  }
}

function closeReasonOf(error: unknown): CloseReason {
  if (error instanceof MalformedBytes) return 'bad-frame'
  if (error instanceof TooLarge) return 'too-large'
  if (error instanceof LimitReached) return 'limit-reached'
  if (error instanceof UnusableUpdate) return 'bad-update'
  if (error instanceof BetwixtError) {
    if (error.code === 'storage-damaged' || error.code === 'board-not-found') return error.code
  }
  return 'internal'
}
