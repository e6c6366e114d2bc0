import { anOwn, disturb, drag, link, make, moveZone, pasteImage, remove, shuffle, tally, type } from './acts.ts'
import type { Temper } from './temper.ts'

const dragger: Temper = {
  name: 'dragger',
  does: 'drags things about at 25 Hz',
  pauseMs: [800, 5000],
  keepsDevice: true,
  async act(person) {
    if (person.random.chance(0.15)) disturb(person)
    else await drag(person, anOwn(person), person.random.whole(10, 50))
  },
}

const typist: Temper = {
  name: 'typist',
  does: 'types in one card together with others',
  pauseMs: [300, 3000],
  keepsDevice: true,
  act: (person) => type(person),
}

const undoer: Temper = {
  name: 'undoer',
  does: 'changes things, and takes it back, and does it again',
  pauseMs: [800, 4000],
  keepsDevice: true,
  async act(person) {
    const { random, screen } = person
    for (let step = random.whole(1, 4); step > 0; step--) {
      screen.binding.history.mark('step')
      const what = random.next()
      if (what < 0.3) make(person)
      else if (what < 0.6) tally(person, anOwn(person))
      else if (what < 0.8) await drag(person, anOwn(person), random.whole(2, 12))
      else if (person.own.length > 4) remove(person, ...random.some(person.own, 2))
      await person.wait(150)
    }
    for (let step = random.whole(1, 5); step > 0; step--) {
      if (random.chance(0.65)) screen.binding.history.undo()
      else screen.binding.history.redo()
      person.counts.undos++
      person.lookAgain()
      await person.wait(200)
    }
    // What is redone without end would make more things than anybody owns.
    while (person.own.length > 16) remove(person, person.own[0] ?? '')
  },
}

const paster: Temper = {
  name: 'paster',
  does: 'pastes images',
  pauseMs: [3000, 15_000],
  keepsDevice: true,
  async act(person) {
    if (person.own.length >= 5) remove(person, person.own[0] ?? '')
    if (!(await pasteImage(person))) tally(person, anOwn(person))
  },
}

const leaver: Temper = {
  name: 'leaver',
  does: 'leaves, shuts the laptop, and comes back',
  pauseMs: [500, 3000],
  keepsDevice: true,
  async act(person) {
    const { random } = person
    tally(person, anOwn(person))
    if (random.chance(0.5)) await drag(person, anOwn(person), random.whole(3, 15))
    if (random.chance(0.2)) await person.goAway(random.whole(500, 15_000), { isAbrupt: random.chance(0.5) })
  },
}

const visitor: Temper = {
  name: 'visitor',
  does: 'leaves and comes back on a device that keeps nothing',
  pauseMs: [500, 3000],
  keepsDevice: false,
  act: leaver.act,
}

const offliner: Temper = {
  name: 'offliner',
  does: 'loses the network for a while and works on',
  pauseMs: [500, 3000],
  keepsDevice: true,
  async act(person) {
    const { random } = person
    if (random.chance(0.1)) {
      person.goOffline(
        random.whole(2000, 40_000),
        random.pick([{ kind: 'down' }, { kind: 'dead' }]) ?? { kind: 'down' },
      )
    }
    if (random.chance(0.3)) await type(person)
    else if (random.chance(0.2)) disturb(person)
    else tally(person, anOwn(person))
  },
}

const reader: Temper = {
  name: 'reader',
  does: 'only follows',
  pauseMs: [300, 2000],
  keepsDevice: true,
  onlyFollows: true,
  act({ random, screen }) {
    screen.board.presence.update({ cursor: { x: random.whole(0, 2000), y: random.whole(0, 2000) }, page: 'page:page' })
    return Promise.resolve()
  },
}

const linker: Temper = {
  name: 'linker',
  does: 'draws links between cards',
  pauseMs: [1500, 6000],
  keepsDevice: true,
  async act(person) {
    if (person.own.length >= 9) remove(person, ...person.own.slice(0, 3))
    link(person)
    await drag(person, anOwn(person), person.random.whole(3, 20))
  },
}

const shuffler: Temper = {
  name: 'shuffler',
  does: 'moves cards from zone to zone, and zones',
  pauseMs: [500, 3000],
  keepsDevice: true,
  act(person) {
    if (person.random.chance(0.1)) moveZone(person)
    else shuffle(person, anOwn(person))
    return Promise.resolve()
  },
}

const cutter: Temper = {
  name: 'cutter',
  does: 'makes piles of cards and deletes them',
  pauseMs: [2000, 6000],
  keepsDevice: true,
  async act(person) {
    const { random } = person
    const pile = Array.from({ length: random.whole(3, 12) }, () => make(person))
    await person.wait(random.whole(100, 1500))
    if (person.isHurried && random.chance(0.5)) return
    remove(person, ...pile.slice(1))
    while (person.own.length > 8) remove(person, person.own[0] ?? '')
    if (random.chance(0.5)) disturb(person)
  },
}

const phone: Temper = {
  name: 'phone',
  does: 'is on a slow phone',
  pauseMs: [2000, 8000],
  keepsDevice: true,
  line: { kind: 'slow', bytesPerSecond: 16_000, delayMs: 150 },
  async act(person) {
    if (person.random.chance(0.3)) await type(person)
    else tally(person, anOwn(person))
  },
}

/** Everybody who sits at a screen. Scripts and other clients are in clients.ts. */
export const tempers: readonly Temper[] = [
  dragger,
  typist,
  undoer,
  paster,
  leaver,
  visitor,
  offliner,
  reader,
  linker,
  shuffler,
  cutter,
  phone,
]
