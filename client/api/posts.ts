import { useMutation } from '@tanstack/react-query'
import type { CreatePost, Post } from '../../shared/api/posts.ts'
import { request } from './request.ts'

/** A post that is to be sent. Sent again under the same key it is there once. */
export interface PostToSend {
  key: string
  post: CreatePost
  image: File | null
}

/** Posts to a board's wall. */
export function usePost(boardId: string) {
  return useMutation({
    mutationFn: ({ key, post, image }: PostToSend) =>
      request<Post>(`/api/v1/boards/${encodeURIComponent(boardId)}/posts`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        ...(image === null ? { json: post } : { body: formOf(post, image) }),
      }),
  })
}

function formOf(post: CreatePost, image: File): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(post)) {
    if (Array.isArray(value)) for (const each of value) form.append(name, each)
    else if (value !== undefined) form.append(name, value)
  }
  form.append('image', image)
  return form
}
