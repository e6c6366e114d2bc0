import { preMortem } from '../../../../shared/templates/pre-mortem/preMortem.ts'
import { readPreMortem, type PreMortemModel } from '../../../../shared/templates/pre-mortem/preMortemModel.ts'
import { BoardBuilder } from '../BoardBuilder.ts'

/** A pre-mortem put together by hand. */
export class PreMortemBoard extends BoardBuilder {
  constructor() {
    super(preMortem)
  }

  /** A story that is both likely and harmful. */
  riskyStory(): string {
    return this.card('story', { whatHappened: 'Nobody came', likelihood: 3, harm: 3 })
  }

  get reading(): PreMortemModel {
    return readPreMortem(this.model)
  }

  /** The messages of one check, with the cards they point at. */
  found(rule: string): { message: string; cards: readonly string[] }[] {
    const findings = this.read().findings.filter((finding) => finding.rule === rule)
    return findings.map(({ message, cards }) => ({ message, cards }))
  }
}
