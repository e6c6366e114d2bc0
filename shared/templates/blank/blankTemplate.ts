import { defineTemplate } from '../defineTemplate.ts'

/** An empty page: tldraw's own notes and drawings, and nothing asked. */
export const blankTemplate = defineTemplate({
  id: 'blank',
  title: 'Blank board',
  sentence: 'An empty page for notes, drawings and whatever does not fit a map yet.',
  minutes: null,
  people: 'Whoever needs to think together.',
  prompt: 'Begin with what you do not know; the page is large enough for it.',
  kinds: [],
  zones: [],
  links: [],
  checks: [],
  steps: [],
  start: null,
  example: null,
  read: () => ({}),
  view: () => ({ sections: [] }),
})
