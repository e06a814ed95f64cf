import { AppError, NotFoundError } from '../../platform/errors.ts'

export class ChatNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('chat', id)
  }
}

export class ChatReadOnlyError extends AppError {
  constructor(id: string) {
    super('chat_read_only', 403, {
      detail: 'This conversation was shared with you; only its owner can continue it.',
      where: id,
    })
  }
}

export class DatasetNotReadyError extends AppError {
  constructor(facts: { name: string; status: string }) {
    super('dataset_not_ready', 409, {
      detail: `${facts.name} is still being read.`,
      expected: 'a dataset with status ready; ask again in a moment',
      where: 'dataset_id',
      data: { status: facts.status },
    })
  }
}

export class DatasetUnreadableError extends AppError {
  constructor(facts: { name: string; code: string; detail: string }) {
    super('dataset_unreadable', 409, {
      detail: `${facts.name} could not be read: ${facts.detail}`,
      expected: 'a dataset with status ready',
      where: 'dataset_id',
      data: { problem: facts.code },
    })
  }
}

export class MessageNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('answer', id)
  }
}

export class NoEvidenceError extends AppError {
  constructor(id: string) {
    super('no_rows_behind', 409, {
      detail: 'This answer has no rows that could be shown behind it.',
      expected: 'an answer of the built-in planner, and one of its rows',
      where: id,
    })
  }
}

export class NothingToRerunError extends AppError {
  constructor(id: string) {
    super('nothing_to_rerun', 409, {
      detail: 'This message has no query to run again.',
      expected: 'an answer with SQL',
      where: id,
    })
  }
}
