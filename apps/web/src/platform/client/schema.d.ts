export interface paths {
  '/api/v1/analyses': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Analyses, newest first
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          dataset_id?: components['schemas']['IdInput']
          file_key?: components['schemas']['FileKeyInput']
          from?: string
          limit?: number
          status?: components['schemas']['JobStatusInput']
          to?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['AnalysisPage']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /**
     * Start an analysis
     * @description Permission: analysis.run.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['StartAnalysisInput']
        }
      }
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Analysis']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Status and progress
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Analysis']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    /**
     * Delete; the dataset keeps its profile
     * @description Permission: analysis.run.
     */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/{id}/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Stop an analysis
     * @description Permission: analysis.run.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Analysis']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/{id}/report': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Self-contained HTML report
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          language?: components['schemas']['LanguageInput']
        }
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/{id}/results': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Everything it found; 409 with the status before
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['AnalysisResults']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/{id}/summary': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Compact summary for language models
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          max_tokens?: number
        }
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['LlmSummary']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/cleanup': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Delete analyses that ended days ago
     * @description Permission: maintenance.cleanup.
     */
    post: {
      parameters: {
        query?: {
          days_old?: number
          dry_run?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['CleanupAnswer']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analyses/connections': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Open WebSockets
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['WebSocketInfo']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post?: never
    /**
     * Delete; the dataset keeps its profile
     * @description Permission: analysis.run.
     */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Analyses, newest first
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          dataset_id?: components['schemas']['IdInput']
          file_key?: components['schemas']['FileKeyInput']
          from?: string
          limit?: number
          status?: components['schemas']['JobStatusInput']
          to?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['AnalysisPage']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/results-enhanced/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Everything it found; 409 with the status before
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['AnalysisResults']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/start-enhanced': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Start an analysis
     * @description Permission: analysis.run.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['StartAnalysisInput']
        }
      }
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Analysis']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/status-enhanced/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Status and progress
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Analysis']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/summary-for-llm/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Compact summary for language models
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          max_tokens?: number
        }
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['LlmSummary']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/analysis/websocket-info': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Open WebSockets
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['WebSocketInfo']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/api-keys': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: key.own. */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['ApiKeyList']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /** @description Permission: key.own. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateApiKeyInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['ApiKey']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/api-keys/{api_key_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post?: never
    /** @description Permission: key.own. */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          api_key_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/change-password': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangePasswordInput']
        }
      }
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/forgot': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ForgotPasswordInput']
        }
      }
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/reset': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ResetPasswordInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/sign-in': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SignInRequestInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/sign-in-link': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SignInLinkRequestInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/sign-out': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/sign-out-everywhere': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/auth/sign-up': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SignUpRequestInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/chats': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: chat.ask. */
    get: {
      parameters: {
        query?: {
          cursor?: string
          dataset_id?: components['schemas']['IdInput']
          limit?: number
          q?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['ChatPage']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /** @description Permission: chat.ask. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['InitiateChatInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['InitiatedChat']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/chats/{chat_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: chat.ask. */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Chat']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    /** @description Permission: chat.ask. */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    /** @description Permission: chat.ask. */
    patch: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateChatInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['ChatListItem']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    trace?: never
  }
  '/api/v1/chats/{chat_id}/messages': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: chat.ask. */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SendMessageInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['MessageAnswer']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Datasets, newest first
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          deleted?: string
          limit?: number
          q?: components['schemas']['DatasetNameInput']
          status?: components['schemas']['DatasetStatusInput']
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['DatasetPage']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /**
     * Make a dataset of an upload
     * @description Permission: dataset.write.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateDatasetInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * One dataset with its reading
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    /**
     * Delete; can be restored
     * @description Permission: dataset.write.
     */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    /**
     * Rename
     * @description Permission: dataset.write.
     */
    patch: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateDatasetInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    trace?: never
  }
  '/api/v1/datasets/{id}/preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * The exact profile, or one of a sample while there is none
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Profile']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}/profile': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * The exact profile
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Profile']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}/rejects': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Records that did not fit
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          limit?: number
          offset?: number
        }
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['RejectedRows']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}/reread': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Read the file again with corrections
     * @description Permission: dataset.write.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['RereadDatasetInput']
        }
      }
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}/restore': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Undo a deletion
     * @description Permission: dataset.write.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Dataset']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/datasets/{id}/rows': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Rows of the table
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          direction?: 'asc' | 'desc'
          limit?: number
          offset?: number
          sort?: string
        }
        header?: never
        path: {
          id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['DatasetRows']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/health': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** State of the server and its dependencies */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Health']
          }
        }
        /** @description Default Response */
        503: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Health']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/health/database': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** A real round trip to the database */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['HealthCheck']
          }
        }
        /** @description Default Response */
        503: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['HealthCheck']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/invitations': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: member.invite. */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['InvitationList']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /** @description Permission: member.invite. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateInvitationInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Invitation']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/invitations/{invitation_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post?: never
    /** @description Permission: member.invite. */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          invitation_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/invitations/accept': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['AcceptInvitationInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/live/tickets': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * A ticket that opens one WebSocket
     * @description Permission: analysis.read.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['LiveTicket']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/maintenance/cleanup-old-analyses': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Delete analyses that ended days ago
     * @description Permission: maintenance.cleanup.
     */
    post: {
      parameters: {
        query?: {
          days_old?: number
          dry_run?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['CleanupAnswer']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/me': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: self. */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** @description Permission: self. */
    patch: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateMeInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    trace?: never
  }
  '/api/v1/members': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: member.read. */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['MemberList']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/members/{user_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post?: never
    /** @description Permission: member.manage. */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          user_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    /** @description Permission: member.manage. */
    patch: {
      parameters: {
        query?: never
        header?: never
        path: {
          user_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeRoleInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Member']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    trace?: never
  }
  '/api/v1/members/{user_id}/reset-link': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: member.manage. */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          user_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['OneTimeLink']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/organizations': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: self. */
    get: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['OrganizationList']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateOrganizationInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Organization']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/organizations/{organization_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post?: never
    /** @description Permission: organization.manage. */
    delete: {
      parameters: {
        query?: never
        header?: never
        path: {
          organization_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['DeleteOrganizationInput']
        }
      }
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    options?: never
    head?: never
    /** @description Permission: organization.manage. */
    patch: {
      parameters: {
        query?: never
        header?: never
        path: {
          organization_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['RenameOrganizationInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Organization']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    trace?: never
  }
  '/api/v1/organizations/leave': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown
          }
          content?: never
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/organizations/switch': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: self. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SwitchOrganizationInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Me']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/r2/presigned-upload': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * A signed URL for one PUT of one file
     * @description Permission: dataset.write.
     */
    get: {
      parameters: {
        query: {
          filename: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['PresignedUpload']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    /**
     * A signed URL for one PUT of one file
     * @description Permission: dataset.write.
     */
    post: {
      parameters: {
        query: {
          filename: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['PresignedUpload']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/token': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['TokenRequestInput']
          'application/x-www-form-urlencoded': components['schemas']['TokenRequestInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['TokenAnswer']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/chat/{chat_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** @description Permission: chat.ask. */
    get: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody?: never
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Chat']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/chat/{chat_id}/message': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: chat.ask. */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
        }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['SendMessageInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['MessageAnswer']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/chat/initiate': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: chat.ask. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['InitiateChatInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['InitiatedChat']
          }
        }
        /** @description What went wrong, with a stable code */
        default: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/problem+json': components['schemas']['Problem']
          }
        }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    AcceptInvitationInput: {
      token: components['schemas']['OneTimeTokenInput']
    }
    Alert: {
      code: components['schemas']['AlertCode']
      columns: string[]
      count: number | null
      data: {
        [key: string]: components['schemas']['Cell'] | components['schemas']['Cell'][]
      }
      /** @enum {string} */
      severity: 'error' | 'warning' | 'info'
      share: number | null
    }
    /** @enum {string} */
    AlertCode:
      | 'constant'
      | 'empty_column'
      | 'missing'
      | 'all_unique'
      | 'high_cardinality'
      | 'imbalance'
      | 'zeros'
      | 'skewed'
      | 'infinite'
      | 'outliers'
      | 'duplicate_rows'
      | 'duplicate_columns'
      | 'high_correlation'
      | 'leading_zeros_lost'
      | 'mixed_formats'
      | 'similar_spellings'
      | 'future_dates'
      | 'date_gaps'
      | 'padded_text'
      | 'blank_text'
      | 'broken_encoding'
      | 'personal_data'
      | 'totals_row'
      | 'rejected_rows'
    Analysis: {
      analysis_id: components['schemas']['Id']
      analysis_type: components['schemas']['AnalysisType']
      created_at: components['schemas']['Timestamp']
      dataset_id: components['schemas']['Id']
      error_code: string | null
      error_message: string | null
      file_key: components['schemas']['FileKey']
      finished_at: components['schemas']['Timestamp'] | null
      message: string
      progress: number
      stage: components['schemas']['AnalysisStage']
      started_at: components['schemas']['Timestamp'] | null
      status: components['schemas']['JobStatus']
    }
    AnalysisPage: {
      items: components['schemas']['Analysis'][]
      next_cursor: string | null
    }
    AnalysisResults: {
      analysis_id: components['schemas']['Id']
      analysis_type: components['schemas']['AnalysisType']
      created_at: components['schemas']['Timestamp']
      dataset_id: components['schemas']['Id']
      error_code: string | null
      error_message: string | null
      file_key: components['schemas']['FileKey']
      finished_at: components['schemas']['Timestamp'] | null
      message: string
      progress: number
      results: components['schemas']['Profile']
      stage: components['schemas']['AnalysisStage']
      started_at: components['schemas']['Timestamp'] | null
      status: components['schemas']['JobStatus']
    }
    /** @enum {string} */
    AnalysisStage: 'queued' | 'reading' | 'counting' | 'distinct' | 'quantiles' | 'relations' | 'storing' | 'done'
    /** @enum {string} */
    AnalysisType: 'basic_eda'
    /** @enum {string} */
    AnalysisTypeInput: 'basic_eda'
    Answer: {
      checks: components['schemas']['Check'][]
      columns: components['schemas']['ResultColumn'][]
      elapsed_ms: number
      id: string
      python: string | null
      reading: string
      rows: components['schemas']['Cell'][][]
      rows_excluded: number | null
      rows_read: number | null
      sql: string | null
      status: components['schemas']['AnswerStatus']
      text: string
      trust: components['schemas']['Trust']
      value: components['schemas']['Cell']
    }
    /** @enum {string} */
    AnswerStatus: 'answered' | 'declined' | 'clarify' | 'error'
    AnswerStep: {
      code: string | null
      elapsed_ms: number
      error: string | null
      result_id: string | null
      rows: number | null
      title: string
      tool: string
    }
    ApiKey: {
      created_at: components['schemas']['Timestamp']
      expires_at: components['schemas']['Timestamp'] | null
      id: components['schemas']['Id']
      key?: string
      last_used_at: components['schemas']['Timestamp'] | null
      name: string
      permissions: components['schemas']['Permission'][]
      prefix: string
      user_id: components['schemas']['Id']
    }
    ApiKeyList: {
      items: components['schemas']['ApiKey'][]
    }
    Cell: string | number | boolean | null
    ChangePasswordInput: {
      current_password?: string
      new_password: components['schemas']['PasswordInput']
    }
    ChangeRoleInput: {
      role: components['schemas']['RoleInput']
    }
    Chat: {
      chat_id: components['schemas']['Id']
      created_at: components['schemas']['Timestamp']
      dataset_id: components['schemas']['Id']
      file_path: components['schemas']['FileKey']
      history: components['schemas']['ChatMessage'][]
      mine: boolean
      shared: boolean
      summary: components['schemas']['ChatSummary']
      title: string
    }
    ChatListItem: {
      chat_id: components['schemas']['Id']
      created_at: components['schemas']['Timestamp']
      dataset_id: components['schemas']['Id']
      dataset_name: string
      last_trust: string | null
      shared: boolean
      title: string
      updated_at: components['schemas']['Timestamp']
    }
    ChatMessage: {
      answer: components['schemas']['Answer'] | null
      choices: components['schemas']['Choice'][]
      content: string
      created_at: components['schemas']['Timestamp']
      follow_ups: string[]
      id: components['schemas']['Id']
      receipt: components['schemas']['Receipt'] | null
      /** @enum {string} */
      role: 'user' | 'assistant'
    }
    ChatPage: {
      items: components['schemas']['ChatListItem'][]
      next_cursor: string | null
    }
    ChatSummary: {
      columns: {
        distinct: number | null
        kind: components['schemas']['ColumnKind']
        missing_share: number | null
        name: string
        type: components['schemas']['ColumnType']
      }[]
      dataset_id: components['schemas']['Id']
      exact: boolean
      expires_at: components['schemas']['Timestamp']
      name: string
      rows: number | null
      signature: string
      starter_questions: string[]
      table_name: string
      version: number
    }
    Check: {
      detail: string
      name: string
      passed: boolean
    }
    Choice: {
      label: string
      question: string
    }
    CleanupAnswer: {
      days_old: number
      deleted: number
      dry_run: boolean
    }
    /** @enum {string} */
    ColumnKind: 'number' | 'text' | 'category' | 'date' | 'boolean' | 'identifier' | 'geographic' | 'constant' | 'empty'
    ColumnProfile: {
      count: number
      date: components['schemas']['DateStatistics'] | null
      distinct: number
      histogram: components['schemas']['Histogram'] | null
      index: number
      kind: components['schemas']['ColumnKind']
      missing: number
      missing_share: number
      name: string
      number: components['schemas']['NumberStatistics'] | null
      personal: {
        kind: components['schemas']['PersonalData']
        matches: number
        share: number
      } | null
      text: components['schemas']['TextStatistics'] | null
      top: components['schemas']['ValueCount'][]
      type: components['schemas']['ColumnType']
      unique: boolean
      unit: string | null
    }
    /** @enum {string} */
    ColumnType:
      'text' | 'integer' | 'decimal' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'json' | 'binary'
    /** @enum {string} */
    Compression: 'none' | 'gzip' | 'zstd'
    CorrelationMatrix: {
      columns: string[]
      /** @enum {string} */
      method: 'pearson' | 'spearman'
      values: (number | null)[][]
    }
    CreateApiKeyInput: {
      expires_in_days?: number
      name: string
      permissions?: components['schemas']['PermissionInput'][]
    }
    CreateDatasetInput: {
      file_key: components['schemas']['FileKeyInput']
      name?: components['schemas']['DatasetNameInput']
    }
    CreateInvitationInput: {
      email: components['schemas']['EmailInput']
      /** @default member */
      role: components['schemas']['RoleInput']
    }
    CreateOrganizationInput: {
      name: components['schemas']['OrganizationNameInput']
    }
    Dataset: {
      analysis_id: components['schemas']['Id'] | null
      bytes: number
      columns: number | null
      content_hash: string | null
      created_at: components['schemas']['Timestamp']
      created_by: components['schemas']['Id']
      file_key: components['schemas']['FileKey']
      filename: string
      id: components['schemas']['Id']
      name: string
      problem: components['schemas']['DatasetProblem'] | null
      reading: components['schemas']['Reading'] | null
      rejected_rows: number | null
      rows: number | null
      status: components['schemas']['DatasetStatus']
      table_name: string
      version: number
    }
    DatasetNameInput: string
    DatasetPage: {
      items: components['schemas']['DatasetSummary'][]
      next_cursor: string | null
    }
    DatasetProblem: {
      code: string
      detail: string
      expected: string | null
      where: string | null
    }
    DatasetRows: {
      columns: components['schemas']['ResultColumn'][]
      offset: number
      row_count: number
      rows: components['schemas']['Cell'][][]
      truncated: boolean
    }
    /** @enum {string} */
    DatasetStatus: 'queued' | 'reading' | 'ready' | 'failed'
    /** @enum {string} */
    DatasetStatusInput: 'queued' | 'reading' | 'ready' | 'failed'
    DatasetSummary: {
      alerts: number | null
      analysis_id: components['schemas']['Id'] | null
      bytes: number
      columns: number | null
      content_hash: string | null
      created_at: components['schemas']['Timestamp']
      created_by: components['schemas']['Id']
      file_key: components['schemas']['FileKey']
      filename: string
      fill: number[] | null
      id: components['schemas']['Id']
      name: string
      problem: components['schemas']['DatasetProblem'] | null
      rejected_rows: number | null
      rows: number | null
      status: components['schemas']['DatasetStatus']
      table_name: string
      version: number
    }
    /** @enum {string} */
    DateOrder: 'dmy' | 'mdy' | 'ymd'
    /** @enum {string} */
    DateOrderInput: 'dmy' | 'mdy' | 'ymd'
    DateStatistics: {
      future: number
      gap_days: number | null
      max: string | null
      min: string | null
      months: number[]
      span_days: number | null
      weekdays: number[]
    }
    DeleteOrganizationInput: {
      confirm: string
    }
    Dialect: {
      bom: boolean
      date_order: components['schemas']['DateOrder'] | null
      decimal: (',' | '.') | null
      delimiter: string
      encoding: string
      escape: string | null
      header_line: number | null
      /** @enum {string} */
      newline: 'lf' | 'crlf' | 'cr' | 'mixed'
      quote: string | null
      thousands: (',' | '.' | ' ' | "'") | null
    }
    DialectOverrideInput: {
      date_order?: components['schemas']['DateOrderInput'] | null
      decimal?: (',' | '.') | null
      delimiter?: string
      encoding?: string
      header_line?: number | null
      quote?: string | null
    }
    /** Format: email */
    EmailInput: string
    Evidence: {
      alternatives: {
        reason: string
        rows_lost: number | null
        value: string
      }[]
      ambiguous: boolean
      chosen: string
      reason: string
      /** @enum {string} */
      what: 'encoding' | 'delimiter' | 'quote' | 'header' | 'preamble' | 'decimal' | 'date_order' | 'footer' | 'newline'
    }
    ExcludedRows: {
      detail: string
      /** @enum {string} */
      reason: 'filter' | 'null' | 'rejected'
      rows: number
    }
    /** @enum {string} */
    FileFormat: 'csv' | 'parquet'
    FileKey: string
    FileKeyInput: string
    ForgotPasswordInput: {
      email: components['schemas']['EmailInput']
    }
    Health: {
      checks: {
        [key: string]: components['schemas']['HealthCheck']
      }
      /** @enum {string} */
      status: 'ok' | 'degraded' | 'failed'
      uptime_s: number
      version: string
    }
    HealthCheck: {
      detail: string
      elapsed_ms: number
      /** @enum {string} */
      status: 'ok' | 'degraded' | 'failed' | 'off'
    }
    Histogram: {
      counts: number[]
      edges: number[]
    }
    /** Format: uuid */
    Id: string
    /** Format: uuid */
    IdInput: string
    InitiateChatInput: {
      dataset_id?: components['schemas']['IdInput']
      file_key?: components['schemas']['FileKeyInput']
      file_path?: components['schemas']['FileKeyInput']
    }
    InitiatedChat: {
      chat_id: components['schemas']['Id']
      history: components['schemas']['ChatMessage'][]
      summary: components['schemas']['ChatSummary']
    }
    Invitation: {
      created_at: components['schemas']['Timestamp']
      email: string
      expires_at: components['schemas']['Timestamp']
      id: components['schemas']['Id']
      link?: string
      role: components['schemas']['Role']
    }
    InvitationList: {
      items: components['schemas']['Invitation'][]
    }
    /** @enum {string} */
    JobStatus: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
    /** @enum {string} */
    JobStatusInput: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
    /** @enum {string} */
    Language: 'pt' | 'en'
    /** @enum {string} */
    LanguageInput: 'pt' | 'en'
    LineCounts: {
      blank: number
      footer: number
      header: number
      in_rejected: number
      in_rows: number
      physical: number
      preamble: number
    }
    LiveTicket: {
      expires_at: components['schemas']['Timestamp']
      ticket: string
    }
    LlmSummary: {
      analysis_id: components['schemas']['Id']
      exact: boolean
      summary: string
      tokens: number
    }
    Me: {
      organization: components['schemas']['Organization']
      organizations: components['schemas']['Organization'][]
      permissions: components['schemas']['Permission'][]
      user: components['schemas']['User']
    }
    Member: {
      email: string
      joined_at: components['schemas']['Timestamp']
      last_login_at: components['schemas']['Timestamp'] | null
      name: string
      role: components['schemas']['Role']
      user_id: components['schemas']['Id']
    }
    MemberList: {
      items: components['schemas']['Member'][]
    }
    MessageAnswer: {
      answer: string
      chat_id: components['schemas']['Id']
      message: components['schemas']['ChatMessage']
      summary: components['schemas']['ChatSummary'] | null
    }
    NumberStatistics: {
      infinities: number
      iqr: number | null
      kurtosis: number | null
      max: components['schemas']['Cell']
      mean: number | null
      min: components['schemas']['Cell']
      monotonic: ('increasing' | 'decreasing' | 'constant' | 'none') | null
      nans: number
      negatives: number
      outliers_iqr: number
      outliers_z: number
      quantiles: {
        p01: number | null
        p05: number | null
        p25: number | null
        p50: number | null
        p75: number | null
        p95: number | null
        p99: number | null
      }
      skewness: number | null
      standard_deviation: number | null
      sum: components['schemas']['Cell']
      variance: number | null
      zeros: number
    }
    OneTimeLink: {
      expires_at: components['schemas']['Timestamp']
      link: string
    }
    OneTimeTokenInput: string
    Organization: {
      created_at: components['schemas']['Timestamp']
      id: components['schemas']['Id']
      name: string
      personal: boolean
      role: components['schemas']['Role']
    }
    OrganizationList: {
      items: components['schemas']['Organization'][]
    }
    OrganizationNameInput: string
    PasswordInput: string
    /** @enum {string} */
    Permission:
      | 'dataset.read'
      | 'dataset.write'
      | 'analysis.read'
      | 'analysis.run'
      | 'chat.ask'
      | 'organization.read'
      | 'member.read'
      | 'member.invite'
      | 'member.manage'
      | 'key.own'
      | 'key.manage'
      | 'maintenance.cleanup'
      | 'audit.read'
      | 'organization.manage'
      | 'self'
    /** @enum {string} */
    PermissionInput:
      | 'dataset.read'
      | 'dataset.write'
      | 'analysis.read'
      | 'analysis.run'
      | 'chat.ask'
      | 'organization.read'
      | 'member.read'
      | 'member.invite'
      | 'member.manage'
      | 'key.own'
      | 'key.manage'
      | 'maintenance.cleanup'
      | 'audit.read'
      | 'organization.manage'
      | 'self'
    /** @enum {string} */
    PersonalData: 'cpf' | 'cnpj' | 'email' | 'phone' | 'card'
    PresignedUpload: {
      expires_at: components['schemas']['Timestamp']
      file_key: components['schemas']['FileKey']
      max_bytes: number
      /** @constant */
      method: 'PUT'
      upload_url: string
    }
    Problem: {
      code: string
      data?: {
        [key: string]: unknown
      }
      detail: string
      expected?: string
      request_id?: string
      status: number
      title: string
      /** @default about:blank */
      type: string
      where?: string
    }
    Profile: {
      alerts: components['schemas']['Alert'][]
      candidate_keys: string[][]
      column_count: number
      columns: components['schemas']['ColumnProfile'][]
      correlations: components['schemas']['CorrelationMatrix'][]
      duplicate_rows: number
      elapsed_ms: number
      engine: {
        name: string
        version: string
      }
      exact: boolean
      missing_cells: number
      missing_share: number
      name: string
      reading: components['schemas']['Reading']
      rows: number
      /** @constant */
      schema_version: 1
      time_span: {
        column: string
        from: string
        to: string
      } | null
    }
    ReadColumn: {
      name: string
      source_name: string | null
      type: components['schemas']['ColumnType']
      unit: string | null
    }
    Reading: {
      bytes: number
      columns: components['schemas']['ReadColumn'][]
      compression: components['schemas']['Compression']
      dialect: components['schemas']['Dialect'] | null
      evidence: components['schemas']['Evidence'][]
      format: components['schemas']['FileFormat']
      lines: components['schemas']['LineCounts'] | null
      rejected_rows: number
      rows: number
      warnings: {
        code: string
        count: number | null
        detail: string
      }[]
    }
    Receipt: {
      cost: number
      created_at: components['schemas']['Timestamp']
      dataset_hash: string | null
      dataset_id: components['schemas']['Id'] | null
      dataset_version: number | null
      engine: string
      excluded: components['schemas']['ExcludedRows'][]
      model: string
      plan: unknown
      steps: components['schemas']['AnswerStep'][]
      tokens: {
        input: number
        output: number
      }
    }
    RejectedRow: {
      line: number
      raw: string
      reason: string
    }
    RejectedRows: {
      items: components['schemas']['RejectedRow'][]
      offset: number
      total: number
    }
    RenameOrganizationInput: {
      name: components['schemas']['OrganizationNameInput']
    }
    RereadDatasetInput: {
      override: components['schemas']['DialectOverrideInput']
    }
    ResetPasswordInput: {
      new_password: components['schemas']['PasswordInput']
      token: components['schemas']['OneTimeTokenInput']
    }
    ResultColumn: {
      name: string
      type: components['schemas']['ColumnType']
    }
    /** @enum {string} */
    Role: 'viewer' | 'member' | 'admin' | 'owner'
    /** @enum {string} */
    RoleInput: 'viewer' | 'member' | 'admin' | 'owner'
    SendMessageInput: {
      history?: unknown[]
      language?: components['schemas']['LanguageInput']
      message: string
      summary?: unknown
    }
    SignInLinkRequestInput: {
      token: components['schemas']['OneTimeTokenInput']
    }
    SignInRequestInput: {
      email: components['schemas']['EmailInput']
      password: string
    }
    SignUpRequestInput: {
      email: components['schemas']['EmailInput']
      invitation?: string
      name: string
      password: components['schemas']['PasswordInput']
    }
    StartAnalysisInput: {
      /** @default basic_eda */
      analysis_type: components['schemas']['AnalysisTypeInput']
      dataset_id?: components['schemas']['IdInput']
      file_key?: components['schemas']['FileKeyInput']
    }
    SwitchOrganizationInput: {
      organization_id: components['schemas']['IdInput']
    }
    TextStatistics: {
      blank: number
      broken_encoding: number
      length_max: number | null
      length_mean: number | null
      length_min: number | null
      padded: number
      patterns: components['schemas']['ValueCount'][]
    }
    /** Format: date-time */
    Timestamp: string
    TokenAnswer: {
      access_token: string
      expires_in: number
      /** @constant */
      token_type: 'bearer'
    }
    TokenRequestInput: {
      client_id?: string
      client_secret?: string
      /**
       * @default password
       * @constant
       */
      grant_type: 'password'
      password: string
      scope?: string
      username: string
    }
    /** @enum {string} */
    Trust: 'checked' | 'single' | 'amber' | 'none'
    UpdateChatInput: {
      shared?: boolean
      title?: string
    }
    UpdateDatasetInput: {
      name: components['schemas']['DatasetNameInput']
    }
    UpdateMeInput: {
      language?: components['schemas']['LanguageInput'] | null
      name?: string
    }
    User: {
      email: string
      id: components['schemas']['Id']
      language: components['schemas']['Language'] | null
      last_login_at: components['schemas']['Timestamp'] | null
      name: string
    }
    ValueCount: {
      count: number
      value: components['schemas']['Cell']
    }
    WebSocketInfo: {
      active_connections: number
      analyses: {
        analysis_id: components['schemas']['Id']
        connections: number
      }[]
      heartbeat_seconds: number
    }
  }
  responses: never
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export type operations = Record<string, never>
