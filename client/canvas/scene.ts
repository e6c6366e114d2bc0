import { atom, type Atom, type Editor, type TLStore } from '@tldraw/tldraw'
import type { BoardRole } from '../../shared/access/boardRights.ts'
import type { Person } from '../../shared/api/person.ts'
import { ALL_DAYS, type Span } from '../../shared/templates/span.ts'
import type { Finding, TemplateReading } from '../../shared/templates/template.ts'
import type { BoardConnection } from '../board/BoardConnection.ts'
import type { OtherPerson } from '../board/Presence.ts'
import { NO_FILTER, type CardFilter } from './filter/cardFilter.ts'

/**
 * What the shapes of one open board know besides their own records: its connection, what its checks say, and who is
 * there. Values that change are tldraw atoms, so that a shape draws itself anew only when its own part changes.
 */
export interface BoardScene {
  readonly connection: BoardConnection
  /** As what this browser is on the board; null as long as the server has not said. */
  readonly role: Atom<BoardRole | null>
  /** Who works here, as far as they have said. */
  readonly me: Atom<Person | null>
  /** What each template on the board makes of it; those that read by span, of the span below. */
  readonly readings: Atom<readonly TemplateReading[]>
  /** The days that are asked for on this screen. */
  readonly span: Atom<Span>
  /** The findings that point at a card, by its id. */
  readonly findings: Atom<ReadonlyMap<string, readonly Finding[]>>
  /** What is looked for on this screen; cards without it are dimmed. */
  readonly filter: Atom<CardFilter>
  /** Everybody else on the board, by client id. */
  readonly others: Atom<ReadonlyMap<number, OtherPerson>>
  /** Names of those who have a shape's text open, by the shape's id. Changes only when these do. */
  readonly writers: Atom<ReadonlyMap<string, readonly string[]>>
  /** Called while the editor is being made, before its interface mounts. */
  readonly prepareEditor: (editor: Editor) => void
  /** Ties an input to a card's collaborative text, letter by letter. Returns the function that unties it. */
  readonly bindText: (cardId: string, field: string, input: HTMLInputElement | HTMLTextAreaElement) => () => void
}

const scenes = new WeakMap<TLStore, BoardScene>()

/** Makes the scene of a board and ties it to the store that its editor will use. */
export function createScene(
  store: TLStore,
  connection: BoardConnection,
  { prepareEditor, bindText }: Pick<BoardScene, 'prepareEditor' | 'bindText'>,
): BoardScene {
  const scene: BoardScene = {
    connection,
    role: atom('role', null),
    me: atom('me', null),
    readings: atom('readings', []),
    span: atom('span', ALL_DAYS),
    findings: atom('findings', new Map()),
    filter: atom('filter', NO_FILTER),
    others: atom('others', new Map()),
    writers: atom('writers', new Map()),
    prepareEditor,
    bindText,
  }
  scenes.set(store, scene)
  return scene
}

/** The scene of an editor's board. Throws for an editor that shows no board. */
export function sceneOf(editor: Editor): BoardScene {
  const scene = scenes.get(editor.store)
  if (scene === undefined) throw new Error('this editor shows no board')
  return scene
}
