import type { BoardModel } from './boardModel.ts'

/**
 * Works out something of a board's links once, for as long as these are the very same and so are the cards, their kinds
 * and their order: most edits change none of that. `make` must go by nothing else.
 */
export function oncePerLinks<Value>(make: (board: BoardModel) => Value): (board: BoardModel) => Value {
  const known = new WeakMap<BoardModel['links'], { readonly cards: BoardModel['cards']; readonly value: Value }>()
  return (board) => {
    const before = known.get(board.links)
    if (before !== undefined && isSameOrder(before.cards, board.cards)) return before.value
    const value = make(board)
    known.set(board.links, { cards: board.cards, value })
    return value
  }
}

function isSameOrder(before: BoardModel['cards'], now: BoardModel['cards']): boolean {
  if (before === now) return true
  return (
    before.length === now.length && now.every(({ id, kind }, at) => before[at]?.id === id && before[at].kind === kind)
  )
}
