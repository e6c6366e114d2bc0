/** Some of the bots, in a process of their own: started by BotCrew, told and telling by messages. */
import { shiftClock } from './shiftedClock.mjs'
import { BotLine } from './BotLine.ts'
import type { Bot, Weather } from './bots/Bot.ts'
import { roles } from './bots/cast.ts'
import type { FromBots, ToBots } from './messages.ts'
import { Random } from './Random.ts'

const bots = new Map<string, { bot: Bot; line: BotLine; atBest: () => BotLine['mood'] }>()
const weather: Weather = { isCalm: false, calmSince: 0, diskFullSince: null }

function tell(message: FromBots): void {
  // The conductor may be gone already; then this process is about to go as well.
  process.send?.(message, undefined, undefined, () => undefined)
}

async function obey(message: ToBots): Promise<void> {
  const all = [...bots.values()].map(({ bot }) => bot)
  switch (message.do) {
    case 'play':
      for (const card of message.bots) {
        const role = roles.find(({ temper }) => temper === card.temper)
        if (role === undefined) throw new Error(`nobody is a ${card.temper}`)
        const line = await BotLine.to(message.port)
        const { port, pace, seed } = message
        const bot = role.play({ card, line, port, pace, tell, weather, random: Random.for(seed, card.name) })
        const atBest = line.mood
        bots.set(card.name, { bot, line, atBest: () => atBest })
      }
      await Promise.all([...bots.values()].map(({ bot }) => bot.start()))
      return tell({ tell: 'playing' })
    case 'rest': {
      const rested = await Promise.all(all.map(async (bot) => ((await bot.rest()) ? null : bot.name)))
      return tell({ tell: 'rested', restless: rested.filter((name) => name !== null) })
    }
    case 'leave':
      await Promise.all(all.map((bot) => bot.leave()))
      return tell({ tell: 'rested', restless: [] })
    case 'go on':
      return all.forEach((bot) => bot.goOn())
    case 'line':
      for (const name of message.bots) {
        const found = bots.get(name)
        if (found === undefined) continue
        if (message.mood.kind === 'cut') found.line.cut()
        else found.line.mood = message.mood.kind === 'open' ? found.atBest() : message.mood
      }
      return
    case 'clock':
      return shiftClock(message.shiftMs)
    case 'disk':
      weather.diskFullSince = message.isFull ? performance.now() : null
      return tell({ tell: 'heard' })
    case 'calm':
      weather.isCalm = message.isCalm
      weather.calmSince = performance.now()
      return
    case 'compare':
      tell({ tell: 'counts', counts: Object.fromEntries(all.map((bot) => [bot.name, bot.counts])) })
      return tell({ tell: 'screens', screens: all.flatMap((bot) => bot.report() ?? []) })
    case 'end':
      await Promise.all(all.map((bot) => bot.stop()))
      process.disconnect()
  }
}

process.on('message', (message) => {
  obey(message as ToBots).catch((error: unknown) => tell({ tell: 'wrong', bot: 'a process of bots', what: why(error) }))
})
process.on('unhandledRejection', (error) => {
  tell({ tell: 'wrong', bot: 'a process of bots', what: `a promise that nobody watches was rejected: ${why(error)}` })
})
process.on('uncaughtException', (error) => {
  tell({ tell: 'wrong', bot: 'a process of bots', what: `an error that nobody caught: ${why(error)}` })
})
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the conductor says when it is over.
process.on('SIGINT', () => undefined)

function why(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
