import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { thirdPartyNotices } from './thirdPartyNotices.ts'

writeFileSync(fileURLToPath(new URL('../../THIRD-PARTY-NOTICES.md', import.meta.url)), thirdPartyNotices())
