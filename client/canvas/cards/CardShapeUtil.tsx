import {
  BaseBoxShapeUtil,
  FileHelpers,
  HTMLContainer,
  type Editor,
  type SvgExportContext,
  type TLFontFace,
} from '@tldraw/tldraw'
import { CARD_WIDTH } from '../../../shared/board/layout.ts'
import { cardProps, type CardShape } from '../../../shared/board/schema.ts'
import { estimateCardHeight } from '../../../shared/templates/cardHeight.ts'
import { cardName } from '../../../shared/templates/cardTitle.ts'
import { findKind } from '../../../shared/templates/index.ts'
import { assetAddress } from '../page/boardAssets.ts'
import { sceneOf } from '../scene.ts'
import { exportPalette } from '../theme/exportPalette.ts'
import { CARD_FONT_FACES } from './cardFont.ts'
import { CardSvg } from './CardSvg.tsx'
import { cardText } from './cardText.ts'
import { CardView } from './CardView.tsx'

/** A card: a typed note. One shape for every kind of every template. */
export class CardShapeUtil extends BaseBoxShapeUtil<CardShape> {
  static override type = 'card' as const
  static override props = cardProps

  constructor(editor: Editor) {
    super(editor)
    // Shape utils are made in the editor's constructor, before any interface mounts: the one early enough place for
    // undo to be the document's own.
    sceneOf(editor).prepareEditor(editor)
  }

  override getDefaultProps(): CardShape['props'] {
    return { w: CARD_WIDTH, h: estimateCardHeight(undefined, {}), template: '', kind: '', fields: {} }
  }

  override canEdit(): boolean {
    return true
  }

  /** Whoever may only look opens a card all the same, to read what its face has no room for. */
  override canEditInReadonly(): boolean {
    return true
  }

  override canResize(): boolean {
    return false
  }

  override hideResizeHandles(): boolean {
    return true
  }

  override hideRotateHandle(): boolean {
    return true
  }

  override getText(shape: CardShape): string {
    const { kind, lead, details } = cardText(shape.props)
    const rest = details.map(({ label, lines }) => `${label}${lines.join(' ')}`)
    return [lead.length > 0 ? lead.join(' ') : (kind?.title ?? ''), ...rest].join('\n')
  }

  override getAriaDescriptor(shape: CardShape): string {
    return cardName(findKind(shape.props.template, shape.props.kind), shape.props.fields)
  }

  override getFontFaces(): TLFontFace[] {
    return CARD_FONT_FACES
  }

  override component(shape: CardShape) {
    return (
      <HTMLContainer>
        <CardView shape={shape} />
      </HTMLContainer>
    )
  }

  override indicator(shape: CardShape) {
    return <rect width={shape.props.w} height={shape.props.h} rx={6} />
  }

  override async toSvg(shape: CardShape, context: SvgExportContext) {
    const { image } = cardText(shape.props)
    const { boardId } = sceneOf(this.editor).connection
    const data = image === null ? null : await FileHelpers.urlToDataUrl(assetAddress(boardId, image))
    return <CardSvg shape={shape} palette={exportPalette(context.isDarkMode)} image={data} />
  }
}
