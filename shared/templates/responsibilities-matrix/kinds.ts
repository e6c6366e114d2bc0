import { defineKind, type CardOf } from '../kind.ts'
import { DISCIPLINES_OF_ROLES } from './disciplinesOfRoles.ts'

export const phase = defineKind({
  id: 'phase',
  title: 'Phase',
  side: 'between',
  mark: 'M2 4h7.5L14 8l-4.5 4H2l3-4z',
  lead: 'name',
  outline: 'notched',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name', placeholder: 'What this stretch of the work is called' },
    { id: 'startsOn', type: 'date', title: 'Starts on' },
    {
      id: 'prompt',
      type: 'long-text',
      title: 'To think about',
      placeholder: 'One question about how we work together in it',
    },
  ],
})

/** A column of the table. It is called part, since each stands for a part that a role can have in a phase. */
export const part = defineKind({
  id: 'part',
  title: 'Column',
  side: 'between',
  mark: 'M5.5 2.5h5v11h-5zM2 2.5v11M14 2.5v11',
  lead: 'name',
  outline: 'rounded',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name', placeholder: 'What the roles in it do' },
    {
      // Columns can be renamed, so what one of them means cannot follow from its name. Empty is a meaning of its own.
      id: 'actsAs',
      type: 'choice',
      title: 'Acts as',
      choices: [
        { id: 'lead', title: 'Lead' },
        { id: 'support', title: 'Support' },
        { id: 'review', title: 'Review' },
      ],
    },
  ],
})

export const role = defineKind({
  id: 'role',
  title: 'Role',
  side: 'between',
  mark: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.8 13.8c.5-2.4 2.6-3.6 5.2-3.6s4.7 1.2 5.2 3.6',
  lead: 'role',
  sideFrom: 'discipline',
  suggestion: 'suggested',
  fields: [
    { id: 'role', type: 'short-text', title: 'Role', placeholder: 'Which role has this part' },
    { id: 'person', type: 'person', title: 'Person', placeholder: 'Who fills it' },
    {
      id: 'discipline',
      type: 'discipline',
      title: 'Discipline',
      toldBy: { field: 'role', names: DISCIPLINES_OF_ROLES },
    },
    {
      id: 'decides',
      type: 'choice',
      title: 'Say',
      choices: [
        { id: 'decides', title: 'Decides' },
        { id: 'contributes', title: 'Contributes' },
        { id: 'informed', title: 'Is informed' },
      ],
    },
    { id: 'doesTheWork', type: 'yes-no', title: 'Does the work' },
    { id: 'mayBlock', type: 'yes-no', title: 'May block' },
    { id: 'phase', type: 'card', title: 'Phase', kinds: ['phase'] },
    { id: 'part', type: 'card', title: 'Column', kinds: ['part'] },
    { id: 'suggested', type: 'yes-no', title: 'Only suggested' },
  ],
})

export const handOff = defineKind({
  id: 'hand-off',
  title: 'Hand-off',
  side: 'between',
  mark: 'M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.8l-3 2.7 3 3',
  lead: 'what',
  outline: 'ticket',
  fields: [
    { id: 'what', type: 'short-text', title: 'What is handed over', placeholder: 'What the next phase begins with' },
    {
      id: 'deliverables',
      type: 'tags',
      title: 'Deliverables',
      suggestions: ['discovery notes', 'prototype artefacts', 'model card', 'user feedback log'],
    },
    { id: 'staysOn', type: 'person', title: 'Stays on', placeholder: 'Who goes along into the next phase' },
    { id: 'staysUntil', type: 'date', title: 'Until' },
    {
      id: 'reviewCadence',
      type: 'short-text',
      title: 'Review cadence',
      placeholder: 'How often both sides look at it',
    },
    {
      id: 'definitionOfDone',
      type: 'long-text',
      title: 'Definition of done',
      placeholder: 'How both sides will know that it is handed over',
    },
    { id: 'agreedBy', type: 'signatures', title: 'Agreed by' },
    { id: 'accepted', type: 'yes-no', title: 'Accepted' },
    { id: 'phase', type: 'card', title: 'Leaves the phase', kinds: ['phase'] },
  ],
})

export const kinds = [phase, part, role, handOff] as const

export type Phase = CardOf<typeof phase>
export type Part = CardOf<typeof part>
export type Role = CardOf<typeof role>
export type HandOff = CardOf<typeof handOff>
/** What a role does in a phase, by its column; null in a column of another meaning. */
export type ActsAs = Part['fields']['actsAs']
