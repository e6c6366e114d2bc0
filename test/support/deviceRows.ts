/** What lies in a browser's storage of a board, by its number. */
export async function readRows(storage: IDBFactory, boardId: string): Promise<Map<number, unknown>> {
  return inUpdates(storage, boardId, async (updates) => {
    const [keys, values] = await Promise.all([answerTo(updates.getAllKeys()), answerTo<unknown[]>(updates.getAll())])
    return new Map(values.map((value, index) => [Number(keys[index]), value]))
  })
}

/** Puts something else in the place of a row, as a disk or another program might. */
export async function spoilRow(storage: IDBFactory, boardId: string, key: number, value: unknown): Promise<void> {
  await inUpdates(storage, boardId, (updates) => answerTo(updates.put(value, key)))
}

async function inUpdates<T>(
  storage: IDBFactory,
  boardId: string,
  run: (updates: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const db = await answerTo(storage.open(`betwixt/board/${boardId}`))
  try {
    return await run(db.transaction('updates', 'readwrite').objectStore('updates'))
  } finally {
    db.close()
  }
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('the storage did not answer'))
  })
}
