import { findDiscipline } from '../../shared/disciplines.ts'
import { classNames } from './classNames.ts'
import { initials } from './initials.ts'
import styles from './Avatar.module.css'

export interface AvatarPerson {
  name: string
  discipline: string
}

/**
 * A person as initials. The shape says the side as well as the hue does: product leans right, AI leans left, and
 * those who work with both are round, as in the product's mark. Its accessible name is "Ada, Product".
 */
export function Avatar({
  person,
  size = 28,
  decorative = false,
}: {
  person: AvatarPerson
  size?: number
  decorative?: boolean
}) {
  const discipline = findDiscipline(person.discipline)
  const name = person.name === '' ? 'Someone' : person.name
  const label = discipline.title === '' ? name : `${name}, ${discipline.title}`
  return (
    <span
      className={classNames(styles['avatar'], styles[discipline.side])}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      // Drawn rather than written: they are a picture of the name, which says itself in full.
      data-initials={initials(person.name)}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
    />
  )
}
