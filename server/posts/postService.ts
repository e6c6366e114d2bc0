import type { Post } from '../../shared/api/posts.ts'
import { BoardCards } from '../../shared/board/cards.ts'
import type { Sources } from '../../shared/board/sources.ts'
import { readerOf, type BoardReading } from '../../shared/board/read.ts'
import { isZone } from '../../shared/board/schema.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { RawFieldValue } from '../../shared/templates/field.ts'
import { validateFieldsInput } from '../../shared/templates/fieldInput.ts'
import { findKind, findZone, templates } from '../../shared/templates/index.ts'
import type { KindDefinition } from '../../shared/templates/kind.ts'
import { newFields, type Maker } from '../../shared/templates/newFields.ts'
import type { Template } from '../../shared/templates/template.ts'
import { cardView, refuse, refused, refuseFullPage, viewOf } from '../cards/cardService.ts'
import { tokenSha256 } from '../auth/secrets.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'

/** A post as it was sent: its text, and whatever else it says under the names of fields. */
export interface SentPost {
  text: string
  kind: string | undefined
  /** Field id → value, for those that were given. */
  fields: Readonly<Record<string, RawFieldValue>>
}

/** What a post that may be sent again is known by. */
export interface PostKey {
  /** What the sender calls it, unique among that sender's posts to this board. */
  key: string
  sender: string
}

/** Said of every post, and left out where the kind has no such field. */
const OF_ANY_KIND = new Set(['source'])

/** Posts from outside the canvas: they land on a wall as cards like any others. */
export class PostService {
  readonly #content: BoardAccess
  readonly #sources: Sources

  constructor(content: BoardAccess, sources: Sources) {
    this.#content = content
    this.#sources = sources
  }

  /** The template on a board that takes posts. Throws `conflict` where none does. */
  place(boardId: string): Promise<Template> {
    return this.#content.read(boardId, (doc) => wallOn(readerOf(doc)))
  }

  /**
   * Puts a post where the wall has new ones. With a key, whoever sends it again gets the card that is there; a post
   * that somebody has deleted since comes back.
   * @throws BetwixtError `conflict` for a board without a wall and for a key that belongs to another post,
   * `invalid-request` with the fields refused, `limit-reached`, `storage-unwritable`
   */
  create(boardId: string, post: SentPost, maker: Maker, key: PostKey | null): Promise<Post> {
    return this.#content.write(boardId, (doc) => {
      const reading = readerOf(doc)
      const template = wallOn(reading)
      const kind = findKind(template.id, post.kind ?? template.posts?.kind ?? '')
      if (!kind) {
        const ids = template.kinds.map(({ id }) => id).join(', ')
        throw refused([{ path: 'kind', message: `A post is one of ${ids}.` }])
      }
      const fields = fieldsOf(kind, post)
      const cards = new BoardCards(doc, this.#sources)
      const id =
        key === null ? undefined : `shape:post-${tokenSha256(`${boardId} ${key.sender} ${key.key}`).slice(0, 32)}`
      const content = tokenSha256(JSON.stringify([kind.id, fields]))
      const there = id === undefined ? undefined : cards.find(id)
      if (there !== undefined) {
        if (there.meta['post'] === content) return cardView(there, reading)
        throw new BetwixtError(
          'conflict',
          'This Idempotency-Key was used for another post. Use a new one for each post.',
        )
      }
      refuseFullPage(reading)
      const zone =
        cards.zoneFor(template.id, kind.id, template.posts?.zone ?? null) ?? cards.zoneFor(template.id, kind.id, null)
      const definition = zone === null ? undefined : findZone(template.id, zone.props.zone)
      const card = cards.add({
        template: template.id,
        kind: kind.id,
        fields: newFields(kind, maker, definition, fields),
        zone: zone?.id ?? null,
        ...(id === undefined ? {} : { id, meta: { post: content } }),
      })
      return viewOf(card, zone?.props.zone ?? null)
    })
  }
}

/** The first template, in the registry's order, that takes posts and has a zone on the board. */
function wallOn({ records }: BoardReading): Template {
  const used = new Set<string>()
  for (const record of records.values()) if (isZone(record)) used.add(record.props.template)
  const wall = templates.find(({ id, posts }) => posts !== undefined && used.has(id))
  if (wall) return wall
  throw new BetwixtError('conflict', 'This board has no wall to post to.')
}

function fieldsOf(kind: KindDefinition, { text, fields }: SentPost): Record<string, RawFieldValue> {
  const known = new Set(kind.fields.map(({ id }) => id))
  const said = Object.entries(fields).filter(([id]) => known.has(id) || !OF_ANY_KIND.has(id))
  refuse(
    validateFieldsInput(kind, Object.fromEntries(said)).map(({ path, message }) => ({
      path: path.replace(/^fields\./u, ''),
      message,
    })),
  )
  refuse(validateFieldsInput(kind, { [kind.lead]: text }).map(({ message }) => ({ path: 'text', message })))
  return { ...Object.fromEntries(said), [kind.lead]: text }
}
