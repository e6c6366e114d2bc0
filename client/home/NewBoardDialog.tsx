import { useState } from 'react'
import { useLocation } from 'wouter'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { story } from '../../shared/templates/story.ts'
import { useBoardActions } from '../api/boards.ts'
import { problemText } from '../api/problem.ts'
import { useTemplates } from '../api/templates.ts'
import { planBeside, planZones } from '../design/planZones.ts'
import { CheckField } from '../ui/CheckField.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { TemplateGallery, type GalleryChoice } from './TemplateGallery.tsx'
import { titleProblem, titleRefusal } from './titleProblem.ts'

/** The choice of the story that all examples tell together, among those of templates. */
const STORY = 'all'

/** Chooses a template, names the board and opens it. */
export default function NewBoardDialog({ onClose }: { onClose(): void }) {
  const templates = useTemplates()
  const { create } = useBoardActions()
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState<string>()
  const [title, setTitle] = useState('')
  const [example, setExample] = useState(false)
  const [tried, setTried] = useState(false)
  const isStory = chosen === STORY
  const template =
    templates.data?.find(({ id }) => id === (isStory ? story.templates[0] : chosen)) ?? templates.data?.[0]
  const submit = () => {
    setTried(true)
    if (titleRefusal(title) !== undefined || template === undefined) return
    create.mutate(
      { title: title.trim(), template: template.id, example: isStory ? STORY : example && template.hasExample },
      { onSuccess: (board) => navigate(`/b/${board.id}`) },
    )
  }
  return (
    <FormDialog
      wide
      title="New board"
      submitLabel="Create board"
      busy={create.isPending}
      onSubmit={submit}
      onCancel={onClose}
    >
      <TextField
        label="Title"
        value={title}
        error={tried ? titleProblem(title, create.error) : undefined}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      {templates.error !== null && <Notice urgent>{problemText(templates.error)}</Notice>}
      <TemplateGallery
        choices={templates.data && choicesOf(templates.data)}
        chosen={isStory ? STORY : template?.id}
        onChoose={setChosen}
      />
      {!isStory && template?.hasExample === true && (
        <CheckField
          label="Load the example"
          hint="The board comes filled, with some gaps left on purpose."
          checked={example}
          onChange={setExample}
        />
      )}
    </FormDialog>
  )
}

function choicesOf(templates: readonly TemplateSummary[]): GalleryChoice[] {
  const told = story.templates.flatMap((id) => templates.find((template) => template.id === id) ?? [])
  return [
    ...templates.map((template) => ({ ...template, plan: planZones(template) })),
    { ...story, id: STORY, minutes: null, people: 'An example to look around in.', plan: planBeside(told) },
  ]
}
