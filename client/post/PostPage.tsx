import { useEffect, useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import type { CreatePost } from '../../shared/api/posts.ts'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { roleMay } from '../../shared/access/boardRights.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { disciplines } from '../../shared/disciplines.ts'
import { useBoard } from '../api/boards.ts'
import { useMe } from '../api/me.ts'
import { usePost } from '../api/posts.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { useTemplates } from '../api/templates.ts'
import { BoardNotFound, BoardNotShared, NotFound } from '../app/NotFound.tsx'
import { PageHeading } from '../app/PageHeading.tsx'
import { Waiting } from '../app/Waiting.tsx'
import { Button, buttonClass } from '../ui/Button.tsx'
import { lengthProblem } from '../ui/lengthProblem.ts'
import { Notice } from '../ui/Notice.tsx'
import { SelectField, TextArea, TextField } from '../ui/TextField.tsx'
import { ImageChoice } from './ImageChoice.tsx'
import { keepDraft, keptDraft, newDraft, type PostDraft } from './keptPost.ts'
import { KindChoice } from './KindChoice.tsx'
import styles from './PostPage.module.css'

/** Fields of some kinds that a post can fill; all others are the wall's own. */
const MORE = ['lesson', 'to'] as const

/** Posts to a board's wall without its canvas: from a phone, in the time that a thought takes. */
export default function PostPage({ boardId }: { boardId: string }) {
  const board = useBoard(boardId)
  const templates = useTemplates()
  const { data: me } = useMe()
  if (board.error instanceof ApiProblem) {
    if (board.error.code === 'forbidden') return <BoardNotShared />
    if (board.error.code === 'board-not-found') return <BoardNotFound />
    return <NotFound title="Nothing can be posted here">{problemText(board.error)}</NotFound>
  }
  if (board.data === undefined || templates.data === undefined || me === undefined) return <Waiting />
  const { template, title, role } = board.data
  if (!roleMay(role, 'board.post')) {
    return (
      <NotFound title="You may look at this board" leadsTo={{ href: `/b/${boardId}`, label: 'Open the board' }}>
        Your link does not let you post to it. Ask whoever sent it for another.
      </NotFound>
    )
  }
  const own = templates.data.find(({ id }) => id === template)
  // A wall may have been added to a board that was made from something else.
  const wall = own?.postKind === null ? templates.data.find(({ postKind }) => postKind !== null) : own
  if (wall === undefined) return <NotFound title="Nothing can be posted here">This board has no wall.</NotFound>
  return <PostForm boardId={boardId} title={title} wall={wall} me={me} />
}

function PostForm({
  boardId,
  title,
  wall,
  me,
}: {
  boardId: string
  title: string
  wall: TemplateSummary
  me: { name: string; discipline: string }
}) {
  const fresh = () => newDraft({ kind: wall.postKind ?? '', author: me.name, discipline: me.discipline })
  const [draft, setDraft] = useState<PostDraft>(() => keptDraft(boardId) ?? fresh())
  const [image, setImage] = useState<File | null>(null)
  const [sentKind, setSentKind] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const post = usePost(boardId)
  useEffect(() => keepDraft(boardId, draft), [boardId, draft])

  const kind = wall.kinds.find(({ id }) => id === draft.kind) ?? wall.kinds[0]
  const change = (changes: Partial<PostDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const problem = post.error instanceof ApiProblem ? post.error : null
  const isOut = problem?.code === 'unauthenticated' || problem?.code === 'forbidden'
  const textProblem =
    draft.text.trim() === '' ? 'Write what you learned.' : lengthProblem(draft.text, API_LIMITS.paragraph)
  const more = MORE.flatMap((id) => kind?.fields.find((field) => field.id === id) ?? [])

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (textProblem !== undefined || kind === undefined) return
    post.mutate(
      {
        key: draft.key,
        post: toSend(
          draft,
          kind.id,
          more.map(({ id }) => id),
        ),
        image,
      },
      {
        onSuccess: () => {
          setSentKind(kind.title)
          setTried(false)
          setImage(null)
          setDraft(newDraft({ kind: draft.kind, author: draft.author, discipline: draft.discipline }))
        },
      },
    )
  }

  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <p className={styles['to']}>Post to</p>
        <PageHeading title={title} />
      </header>
      {sentKind !== null && (
        <Notice>
          Your {sentKind.toLowerCase()} is on the wall.{' '}
          <Link href={`/b/${boardId}`} className={styles['link']}>
            See it there
          </Link>
        </Notice>
      )}
      <form className={styles['form']} onSubmit={send} noValidate>
        <KindChoice kinds={wall.kinds} chosen={kind?.id ?? ''} onChoose={(id) => change({ kind: id })} />
        <TextArea
          label={leadTitle(kind)}
          rows={4}
          value={draft.text}
          error={(tried ? textProblem : undefined) ?? problem?.field('text')}
          onChange={(event) => {
            setSentKind(null)
            change({ text: event.target.value })
          }}
        />
        {more.map(({ id, title: label, type }) => {
          const Input = type === 'long-text' ? TextArea : TextField
          return (
            <Input
              key={id}
              label={label}
              value={draft.more[id] ?? ''}
              error={problem?.field(id)}
              onChange={(event: { target: { value: string } }) =>
                change({ more: { ...draft.more, [id]: event.target.value } })
              }
            />
          )
        })}
        <ImageChoice image={image} error={problem?.field('image')} onChoose={setImage} />
        <div className={styles['who']}>
          <TextField
            label="Your name"
            hint="May stay empty"
            autoComplete="name"
            value={draft.author}
            error={problem?.field('author')}
            onChange={(event) => change({ author: event.target.value })}
          />
          <SelectField
            label="Discipline"
            value={draft.discipline}
            error={problem?.field('discipline')}
            onChange={(event) => change({ discipline: event.target.value })}
          >
            <option value="">Rather not say</option>
            {disciplines.map(({ id, title: name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <TextField
          label="Tags"
          hint="Separated by commas"
          value={draft.tags}
          error={problem?.field('tags')}
          onChange={(event) => change({ tags: event.target.value })}
        />
        {post.error !== null && (
          <Notice urgent>
            {isOut ? 'Your link may have ended or been taken back: open a new one here.' : problemText(post.error)}{' '}
            {(isOut || problem === null) && 'What you wrote is kept on this device.'}
          </Notice>
        )}
        <div className={styles['acts']}>
          <Button type="submit" look="primary" busy={post.isPending}>
            {post.isPending ? 'Posting …' : post.isError && problem === null ? 'Post again' : 'Post'}
          </Button>
          <Link href={`/b/${boardId}`} className={buttonClass('quiet')}>
            Open the board
          </Link>
        </div>
      </form>
    </main>
  )
}

function leadTitle(kind: TemplateSummary['kinds'][number] | undefined): string {
  const lead = kind?.fields.find(({ id }) => id === kind.lead)
  const placeholder = lead?.['placeholder']
  return typeof placeholder === 'string' ? placeholder : (lead?.title ?? 'Text')
}

/** What is left empty is left out: the wall says what that means. */
function toSend(draft: PostDraft, kind: string, more: readonly string[]): CreatePost {
  const said = (text: string) => text.trim() !== ''
  const tags = draft.tags.split(',').filter(said)
  const ofKind = more.flatMap((id) => {
    const text = draft.more[id] ?? ''
    return said(text) ? [[id, text] as const] : []
  })
  return {
    text: draft.text,
    kind,
    source: matchMedia('(pointer: coarse)').matches ? 'phone' : 'page',
    ...(said(draft.author) ? { author: draft.author } : {}),
    ...(said(draft.discipline) ? { discipline: draft.discipline } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...Object.fromEntries(ofKind),
  }
}
