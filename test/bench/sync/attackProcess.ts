/** Attacks a server until told to stop. Arguments: the name of the attack, the port, the board. */
import { attackers } from '../../support/attackers.ts'

const [name, port, boardId = ''] = process.argv.slice(2)
const attacker = attackers.find((one) => one.name === name)
if (attacker === undefined) throw new Error(`There is no attack ${name ?? ''}`)
process.on('disconnect', () => process.exit(1))
// The one it attacks may cut its lines at any moment, in the middle of whatever it does.
process.on('uncaughtException', () => undefined)
const attack = await attacker.begin({ url: `ws://127.0.0.1:${port}`, port: Number(port), boardId })
process.on('message', () => void attack.stop().finally(() => process.exit(0)))
process.send?.('begun')
