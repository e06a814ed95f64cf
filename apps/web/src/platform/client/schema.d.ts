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
          analysis_type?: components['schemas']['AnalysisTypeInput']
          cursor?: string
          dataset_id?: components['schemas']['IdInput']
          deleted?: string
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
  '/api/v1/analyses/{id}/differences': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Rows that differ, of a comparison
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          column?: string
          kind?: components['schemas']['DifferenceKindInput']
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
            'application/json': components['schemas']['RowDifferences']
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
  '/api/v1/analyses/{id}/pause': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Stop for now; what is finished stays
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
     * What it found as a file
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          format?: components['schemas']['ReportFormatInput']
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
  '/api/v1/analyses/{id}/restore': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Undo a deletion of the last 30 days
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
  '/api/v1/analyses/{id}/resume': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Go on after a pause
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
  '/api/v1/analyses/{id}/sessions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Who followed it, newest first
     * @description Permission: analysis.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
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
            'application/json': components['schemas']['AnalysisSessionPage']
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
          analysis_type?: components['schemas']['AnalysisTypeInput']
          cursor?: string
          dataset_id?: components['schemas']['IdInput']
          deleted?: string
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
  '/api/v1/chats/{chat_id}/branch': {
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
          'application/json': components['schemas']['BranchChatInput']
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
  '/api/v1/chats/{chat_id}/messages/{message_id}/rerun': {
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
          message_id: components['schemas']['IdInput']
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
            'application/json': components['schemas']['Rerun']
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
  '/api/v1/chats/{chat_id}/messages/{message_id}/rows': {
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
          limit?: number
          offset?: number
          row?: number
        }
        header?: never
        path: {
          chat_id: components['schemas']['IdInput']
          message_id: components['schemas']['IdInput']
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
            'application/json': components['schemas']['AnswerRows']
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
  '/api/v1/code-executions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: code.run. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ExecuteCodeInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['CodeResult']
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
     * Make a dataset of an upload, or of several with the same columns
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
  '/api/v1/datasets/{id}/alerts/{alert_id}/rows': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * The rows that an alert counts
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
          alert_id: string
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
            'application/json': components['schemas']['AlertRows']
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
  '/api/v1/datasets/{id}/parts': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Make another table of the file a dataset
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
          'application/json': components['schemas']['AddPartInput']
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
  '/api/v1/datasets/{id}/reading/preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * The first lines of the file beside the table that a correction makes of them; changes nothing
     * @description Permission: dataset.read.
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
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['ReadingPreview']
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
  '/api/v1/datasets/{id}/recipe/apply': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Read the file again with the recipe of its shape, or another one
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
          'application/json': components['schemas']['ApplyRecipeInput']
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
  '/api/v1/datasets/{id}/report': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * The profile as a file
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          format?: components['schemas']['ReportFormatInput']
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
  '/api/v1/datasets/{id}/versions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Versions, newest first
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
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
            'application/json': components['schemas']['VersionPage']
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
     * Replace the file by another upload
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
          'application/json': components['schemas']['ReplaceFileInput']
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
  '/api/v1/datasets/{id}/versions/{number}/restore': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Show an earlier version again
     * @description Permission: dataset.write.
     */
    post: {
      parameters: {
        query?: never
        header?: never
        path: {
          id: components['schemas']['IdInput']
          number: number
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
  '/api/v1/maintenance/retention': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * How long analyses are kept
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
            'application/json': components['schemas']['AnalysisRetention']
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
    /**
     * Delete analyses by themselves after days; null keeps them
     * @description Permission: maintenance.cleanup.
     */
    put: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['AnalysisRetentionInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['AnalysisRetention']
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
    post?: never
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
          bytes?: number
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
          bytes?: number
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
  '/api/v1/recipes': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Corrections that worked, newest first
     * @description Permission: dataset.read.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
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
            'application/json': components['schemas']['RecipePage']
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
  '/api/v1/recipes/{id}': {
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
     * Propose it no more
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
    patch?: never
    trace?: never
  }
  '/api/v1/storage/purge': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Remove deleted datasets for good
     * @description Permission: maintenance.cleanup.
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
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['StoragePurged']
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
  '/api/v1/storage/usage': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * What the files of the organization take
     * @description Permission: dataset.read.
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
            'application/json': components['schemas']['StorageUsage']
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
  '/api/v1/uploads': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * The caller's uploads that are no dataset yet, newest first
     * @description Permission: dataset.write.
     */
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
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
            'application/json': components['schemas']['UploadPage']
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
     * Announce a file that is sent in parts
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
          'application/json': components['schemas']['CreateUploadInput']
        }
      }
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['Upload']
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
  '/api/v1/uploads/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Which parts have arrived
     * @description Permission: dataset.write.
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
            'application/json': components['schemas']['Upload']
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
     * Give an upload up
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
    patch?: never
    trace?: never
  }
  '/api/v1/uploads/{id}/complete': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Make one file of the parts
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
            'application/json': components['schemas']['Upload']
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
  '/api/v1/uploads/{id}/parts': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Signed addresses for parts
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
          'application/json': components['schemas']['SignPartsInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['SignedParts']
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
  '/execute_code': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** @description Permission: code.run. */
    post: {
      parameters: {
        query?: never
        header?: never
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': components['schemas']['ExecuteCodeInput']
        }
      }
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown
          }
          content: {
            'application/json': components['schemas']['CodeResult']
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
    AddPartInput: {
      part: string
    }
    Alert: {
      code: components['schemas']['AlertCode']
      columns: string[]
      count: number | null
      data: {
        [key: string]: components['schemas']['Cell'] | components['schemas']['Cell'][]
      }
      fix: components['schemas']['AlertFix'] | null
      id: string
      rows: boolean
      /** @enum {string} */
      severity: 'error' | 'warning' | 'info'
      share: number | null
    }
    /** @enum {string} */
    AlertCode:
      | 'empty_table'
      | 'constant'
      | 'near_constant'
      | 'empty_column'
      | 'unsupported'
      | 'missing'
      | 'all_unique'
      | 'duplicate_keys'
      | 'skewed_key'
      | 'high_cardinality'
      | 'imbalance'
      | 'uniform'
      | 'constant_length'
      | 'zeros'
      | 'skewed'
      | 'infinite'
      | 'outliers'
      | 'placeholder_values'
      | 'duplicate_rows'
      | 'near_duplicate_rows'
      | 'duplicate_columns'
      | 'near_duplicate_columns'
      | 'dependency_violations'
      | 'high_correlation'
      | 'leading_zeros_lost'
      | 'mixed_formats'
      | 'mixed_units'
      | 'text_dates'
      | 'similar_spellings'
      | 'future_dates'
      | 'implausible_dates'
      | 'date_gaps'
      | 'seasonal'
      | 'non_stationary'
      | 'padded_text'
      | 'blank_text'
      | 'broken_encoding'
      | 'personal_data'
      | 'invalid_check_digits'
      | 'invalid_codes'
      | 'totals_row'
      | 'rejected_rows'
    AlertFix:
      | {
          /** @constant */
          kind: 'reread'
          override: components['schemas']['DialectOverride']
        }
      | {
          /** @constant */
          kind: 'sql'
          sql: string
        }
    AlertRows: {
      columns: components['schemas']['ResultColumn'][]
      offset: number
      row_count: number
      row_numbers: number[]
      rows: components['schemas']['Cell'][][]
      truncated: boolean
    }
    Analysis: {
      analysis_id: components['schemas']['Id']
      analysis_type: components['schemas']['AnalysisType']
      compare_to: {
        dataset_id: components['schemas']['Id']
        version: number
      } | null
      created_at: components['schemas']['Timestamp']
      dataset_id: components['schemas']['Id']
      deleted_at: components['schemas']['Timestamp'] | null
      error_code: string | null
      error_message: string | null
      file_key: components['schemas']['FileKey']
      finished_at: components['schemas']['Timestamp'] | null
      key: string[] | null
      message: string
      metadata: {
        bytes: number
        columns: number | null
        format: components['schemas']['FileFormat'] | null
        rows: number | null
      }
      paused: boolean
      progress: number
      rows_done: number | null
      rows_total: number | null
      seconds_left: number | null
      stage: components['schemas']['AnalysisStage']
      started_at: components['schemas']['Timestamp'] | null
      status: components['schemas']['JobStatus']
    }
    AnalysisPage: {
      items: components['schemas']['Analysis'][]
      next_cursor: string | null
    }
    AnalysisResults:
      | {
          analysis_id: components['schemas']['Id']
          /** @enum {string} */
          analysis_type: 'basic_eda' | 'full'
          compare_to: {
            dataset_id: components['schemas']['Id']
            version: number
          } | null
          created_at: components['schemas']['Timestamp']
          dataset_id: components['schemas']['Id']
          deleted_at: components['schemas']['Timestamp'] | null
          error_code: string | null
          error_message: string | null
          file_key: components['schemas']['FileKey']
          finished_at: components['schemas']['Timestamp'] | null
          key: string[] | null
          message: string
          metadata: {
            bytes: number
            columns: number | null
            format: components['schemas']['FileFormat'] | null
            rows: number | null
          }
          paused: boolean
          progress: number
          results: components['schemas']['Profile']
          rows_done: number | null
          rows_total: number | null
          seconds_left: number | null
          stage: components['schemas']['AnalysisStage']
          started_at: components['schemas']['Timestamp'] | null
          status: components['schemas']['JobStatus']
        }
      | {
          analysis_id: components['schemas']['Id']
          /** @constant */
          analysis_type: 'compare'
          compare_to: {
            dataset_id: components['schemas']['Id']
            version: number
          } | null
          created_at: components['schemas']['Timestamp']
          dataset_id: components['schemas']['Id']
          deleted_at: components['schemas']['Timestamp'] | null
          error_code: string | null
          error_message: string | null
          file_key: components['schemas']['FileKey']
          finished_at: components['schemas']['Timestamp'] | null
          key: string[] | null
          message: string
          metadata: {
            bytes: number
            columns: number | null
            format: components['schemas']['FileFormat'] | null
            rows: number | null
          }
          paused: boolean
          progress: number
          results: components['schemas']['Comparison']
          rows_done: number | null
          rows_total: number | null
          seconds_left: number | null
          stage: components['schemas']['AnalysisStage']
          started_at: components['schemas']['Timestamp'] | null
          status: components['schemas']['JobStatus']
        }
    AnalysisRetention: {
      analysis_retention_days: number | null
    }
    AnalysisRetentionInput: {
      analysis_retention_days: number | null
    }
    AnalysisSession: {
      analysis_id: components['schemas']['Id']
      connected_at: components['schemas']['Timestamp']
      disconnected_at: components['schemas']['Timestamp'] | null
      last_seen_at: components['schemas']['Timestamp']
      session_id: components['schemas']['Id']
      user_id: components['schemas']['Id']
    }
    AnalysisSessionPage: {
      items: components['schemas']['AnalysisSession'][]
      next_cursor: string | null
    }
    /** @enum {string} */
    AnalysisStage:
      'queued' | 'reading' | 'counting' | 'distinct' | 'quantiles' | 'relations' | 'comparing' | 'storing' | 'done'
    /** @enum {string} */
    AnalysisType: 'basic_eda' | 'full' | 'compare'
    /** @enum {string} */
    AnalysisTypeInput: 'basic_eda' | 'full' | 'compare'
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
    AnswerRows: {
      columns: components['schemas']['ResultColumn'][]
      dataset_version: number
      offset: number
      row_count: number
      rows: components['schemas']['Cell'][][]
      truncated: boolean
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
    ApplyRecipeInput: {
      recipe_id?: components['schemas']['IdInput']
    }
    Association: {
      columns: [string, string]
      /** @enum {string} */
      method: 'pearson' | 'spearman' | 'cramers_v' | 'correlation_ratio'
      value: number
    }
    Associations: {
      correlation_ratio: {
        categories: string[]
        numbers: string[]
        values: (number | null)[][]
      } | null
      cramers_v: {
        columns: string[]
        values: (number | null)[][]
      } | null
      exact: boolean
      rows: number
      strongest: components['schemas']['Association'][]
    }
    BooleanStatistics: {
      false_count: number
      false_values: string[]
      true_count: number
      true_values: string[]
    }
    BranchChatInput: {
      message_id: components['schemas']['IdInput']
    }
    CategoryStatistics: {
      entropy: number
      imbalance: number
      spellings: {
        rows: number
        variants: string[]
      }[]
      uniform_p: number | null
    }
    Cell: string | number | boolean | null
    ChangePasswordInput: {
      current_password?: string
      new_password: components['schemas']['PasswordInput']
    }
    ChangeRoleInput: {
      role: components['schemas']['RoleInput']
    }
    CharacterCounts: {
      digits: number
      letters: number
      other: number
      punctuation: number
      scripts: {
        letters: number
        /** @enum {string} */
        script: 'latin' | 'greek' | 'cyrillic' | 'arabic' | 'hebrew' | 'han' | 'kana' | 'hangul' | 'other'
      }[]
      spaces: number
      total: number
    }
    Chart: {
      data: components['schemas']['ResultTable']
      spec: components['schemas']['ChartSpec']
    }
    ChartSpec: {
      encoding: {
        color?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        column?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        detail?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        opacity?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        row?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        shape?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        size?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        theta?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        x?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        x2?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        xOffset?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        y?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
        y2?: {
          /** @enum {string} */
          aggregate?: 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'
          bin?:
            | boolean
            | {
                maxbins: number
              }
          field?: string
          sort?: ('ascending' | 'descending' | 'x' | 'y' | '-x' | '-y') | null
          stack?: boolean | ('zero' | 'normalize' | 'center') | null
          /** @enum {string} */
          timeUnit?:
            'year' | 'quarter' | 'month' | 'yearmonth' | 'yearquarter' | 'yearmonthdate' | 'date' | 'day' | 'hours'
          title?: string | null
          /** @enum {string} */
          type?: 'quantitative' | 'temporal' | 'ordinal' | 'nominal'
        }
      }
      mark:
        | ('bar' | 'line' | 'point' | 'area' | 'arc' | 'rect' | 'tick' | 'boxplot' | 'circle' | 'square')
        | {
            innerRadius?: number
            opacity?: number
            point?: boolean
            tooltip?: boolean
            /** @enum {string} */
            type: 'bar' | 'line' | 'point' | 'area' | 'arc' | 'rect' | 'tick' | 'boxplot' | 'circle' | 'square'
          }
      title?: string
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
    CodeError: {
      code: string
      detail: string
      line: number | null
      refusals: {
        line: number
        what: string
        why: string
      }[]
    }
    CodeResult: {
      charts: components['schemas']['Chart'][]
      dataset_version: number
      elapsed_ms: number
      error: components['schemas']['CodeError'] | null
      isolation: string
      result: components['schemas']['ResultTable'] | null
      stdout: string
      stdout_dropped: number
    }
    ColumnChange: {
      base: components['schemas']['ComparedColumn'] | null
      current: components['schemas']['ComparedColumn'] | null
      overlap: number | null
      renamed: boolean
      retyped: boolean
      /** @enum {string} */
      status: 'same' | 'added' | 'removed' | 'changed'
    }
    ColumnDrift: {
      base_column: string
      base_mean: number | null
      base_range: {
        max: components['schemas']['Cell']
        min: components['schemas']['Cell']
      } | null
      bins: components['schemas']['DriftBin'][]
      chi_square: {
        degrees_of_freedom: number
        p_value: number
        statistic: number
      } | null
      column: string
      current_mean: number | null
      current_range: {
        max: components['schemas']['Cell']
        min: components['schemas']['Cell']
      } | null
      /** @enum {string} */
      family: 'number' | 'date' | 'category' | 'text'
      ks: {
        p_value: number
        statistic: number
      } | null
      /** @enum {string} */
      level: 'none' | 'moderate' | 'strong'
      missing: {
        base_share: number
        current_share: number
      }
      new_values: components['schemas']['OneSidedValues'] | null
      psi: number | null
      total_variation: number | null
      vanished_values: components['schemas']['OneSidedValues'] | null
    }
    /** @enum {string} */
    ColumnKind: 'number' | 'text' | 'category' | 'date' | 'boolean' | 'identifier' | 'geographic' | 'constant' | 'empty'
    ColumnProfile: {
      boolean: components['schemas']['BooleanStatistics'] | null
      category: components['schemas']['CategoryStatistics'] | null
      count: number
      date: components['schemas']['DateStatistics'] | null
      distinct: number
      histogram: components['schemas']['Histogram'] | null
      index: number
      kind: components['schemas']['ColumnKind']
      meaning: components['schemas']['MeaningFinding'] | null
      missing: number
      missing_share: number
      name: string
      number: components['schemas']['NumberStatistics'] | null
      personal: components['schemas']['PersonalFinding'] | null
      text: components['schemas']['TextStatistics'] | null
      top: components['schemas']['ValueCount'][]
      type: components['schemas']['ColumnType']
      unique: boolean
      unit: string | null
    }
    /** @enum {string} */
    ColumnType:
      'text' | 'integer' | 'decimal' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'json' | 'binary'
    ComparedColumn: {
      name: string
      type: components['schemas']['ColumnType']
      unit: string | null
    }
    ComparedTable: {
      column_count: number
      dataset_id: components['schemas']['Id'] | null
      name: string
      rows: number
      version: number | null
    }
    CompareToInput: {
      dataset_id: components['schemas']['IdInput']
      version?: number
    }
    Comparison: {
      base: components['schemas']['ComparedTable']
      columns: components['schemas']['ColumnChange'][]
      current: components['schemas']['ComparedTable']
      drift: components['schemas']['ColumnDrift'][]
      elapsed_ms: number
      engine: {
        name: string
        version: string
      }
      rows: components['schemas']['RowChanges'] | null
      /** @constant */
      schema_version: 1
    }
    /** @enum {string} */
    Compression: 'none' | 'gzip' | 'zstd' | 'zip'
    /** @enum {string} */
    CorrectedType: 'text' | 'integer' | 'decimal' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time'
    /** @enum {string} */
    CorrectedTypeInput: 'text' | 'integer' | 'decimal' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time'
    CorrelationMatrix: {
      columns: string[]
      exact: boolean
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
      file_key?: components['schemas']['FileKeyInput']
      file_keys?: components['schemas']['FileKeyInput'][]
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
    CreateUploadInput: {
      bytes: number
      filename: string
      fingerprint?: string
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
      files: components['schemas']['DatasetFile'][]
      id: components['schemas']['Id']
      name: string
      part: string | null
      problem: components['schemas']['DatasetProblem'] | null
      reading: components['schemas']['Reading'] | null
      recipe: components['schemas']['ProposedRecipe'] | null
      rejected_rows: number | null
      rows: number | null
      siblings: components['schemas']['DatasetSibling'][]
      status: components['schemas']['DatasetStatus']
      table_name: string
      version: number
    }
    DatasetFile: {
      bytes: number
      content_hash: string
      filename: string
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
    DatasetSibling: {
      id: components['schemas']['Id']
      name: string
      part: string | null
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
      part: string | null
      problem: components['schemas']['DatasetProblem'] | null
      rejected_rows: number | null
      rows: number | null
      status: components['schemas']['DatasetStatus']
      table_name: string
      version: number
    }
    DatasetVersion: {
      analysis_id: components['schemas']['Id'] | null
      bytes: number
      columns: number | null
      content_hash: string
      created_at: components['schemas']['Timestamp']
      created_by: components['schemas']['Id']
      files: components['schemas']['DatasetFile'][]
      number: number
      origin: components['schemas']['VersionOrigin']
      override: components['schemas']['DialectOverride'] | null
      part: string | null
      problem: components['schemas']['DatasetProblem'] | null
      rejected_rows: number | null
      rows: number | null
      shown: boolean
      status: components['schemas']['DatasetStatus']
    }
    /** @enum {string} */
    DateOrder: 'dmy' | 'mdy' | 'ymd'
    /** @enum {string} */
    DateOrderInput: 'dmy' | 'mdy' | 'ymd'
    DateStatistics: {
      future: number
      gap_days: number | null
      gaps: {
        days: number
        from: string
        to: string
      }[]
      granularity: ('year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'subsecond') | null
      hours: number[] | null
      implausible: number
      max: string | null
      min: string | null
      months: number[]
      span_days: number | null
      weekdays: number[]
    }
    DeleteOrganizationInput: {
      confirm: string
    }
    Dependency: {
      from: string[]
      share: number
      to: string
      violations: number
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
      thousands: components['schemas']['ThousandsMark'] | null
    }
    DialectOverride: {
      columns?: {
        [key: string]: components['schemas']['CorrectedType']
      }
      date_order?: components['schemas']['DateOrder'] | null
      date_orders?: {
        [key: string]: components['schemas']['DateOrder']
      }
      decimal?: (',' | '.') | null
      delimiter?: string
      encoding?: string
      escape?: string | null
      flatten?: boolean
      footer_lines?: number
      header_line?: number | null
      quote?: string | null
      sheet?: string
      thousands?: components['schemas']['ThousandsMark'] | null
    }
    DialectOverrideInput: {
      columns?: {
        [key: string]: components['schemas']['CorrectedTypeInput']
      }
      date_order?: components['schemas']['DateOrderInput'] | null
      date_orders?: {
        [key: string]: components['schemas']['DateOrderInput']
      }
      decimal?: (',' | '.') | null
      delimiter?: string
      encoding?: string
      escape?: string | null
      flatten?: boolean
      footer_lines?: number
      header_line?: number | null
      quote?: string | null
      sheet?: string
      thousands?: components['schemas']['ThousandsMarkInput'] | null
    }
    /** @enum {string} */
    DifferenceKind: 'added' | 'removed' | 'changed' | 'unmatched'
    /** @enum {string} */
    DifferenceKindInput: 'added' | 'removed' | 'changed' | 'unmatched'
    DriftBin: {
      base_share: number
      current_share: number
      from: number | null
      to: number | null
      value: components['schemas']['Cell']
    }
    DuplicateKeys: {
      keys: number
      rows: number
      rows_without_key: number
    }
    /** Format: email */
    EmailInput: string
    Evidence: {
      alternatives: components['schemas']['EvidenceAlternative'][]
      ambiguous: boolean
      chosen: string
      column?: string
      counted?: {
        rows: number
        whole_file: boolean
      }
      reason: string
      /** @enum {string} */
      what:
        | 'encoding'
        | 'delimiter'
        | 'quote'
        | 'header'
        | 'preamble'
        | 'decimal'
        | 'thousands'
        | 'date_order'
        | 'footer'
        | 'newline'
        | 'table'
        | 'nesting'
    }
    EvidenceAlternative: {
      override?: components['schemas']['DialectOverride']
      reason: string
      rows_lost: number | null
      value: string
    }
    ExcludedRows: {
      detail: string
      /** @enum {string} */
      reason: 'filter' | 'null' | 'rejected'
      rows: number
    }
    ExecuteCodeInput: {
      chat_id: components['schemas']['IdInput']
      code: string
    }
    /** @enum {string} */
    FileFormat: 'csv' | 'parquet' | 'xlsx' | 'xls' | 'ods' | 'json' | 'ndjson'
    FileKey: string
    FileKeyInput: string
    FileShape: {
      column_count: number
      delimiter: string | null
      fingerprint: string
      format: components['schemas']['FileFormat']
      header: string[] | null
    }
    FileTable: {
      columns: number | null
      hidden: boolean
      name: string
      rows: number | null
    }
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
    /** @enum {string} */
    Meaning:
      | 'uuid'
      | 'sequence'
      | 'hash'
      | 'code'
      | 'url'
      | 'latitude'
      | 'longitude'
      | 'uf'
      | 'state'
      | 'municipality'
      | 'municipality_code'
      | 'cep'
      | 'country'
      | 'country_code'
      | 'region'
      | 'year'
      | 'month'
      | 'year_month'
      | 'percentage'
      | 'money'
    MeaningFinding: {
      /** @enum {string} */
      evidence: 'values' | 'values_and_name'
      invalid: number
      kind: components['schemas']['Meaning']
      valid: number
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
    MissingPatterns: {
      columns: string[]
      groups: {
        columns: string[]
        rows: number
      }[]
      patterns: {
        columns: string[]
        rows: number
      }[]
      together: number[][] | null
    }
    NearDuplicateColumns: {
      columns: [string, string]
      differing: number
      factor: number | null
      offset: number | null
      /** @enum {string} */
      relation: 'equal' | 'scaled' | 'formatted'
      share: number
    }
    NumberStatistics: {
      coefficient_of_variation: number | null
      infinities: number
      iqr: number | null
      kurtosis: number | null
      largest: components['schemas']['ValueCount'][]
      max: components['schemas']['Cell']
      mean: number | null
      median_absolute_deviation: number | null
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
      range: number | null
      skewness: number | null
      smallest: components['schemas']['ValueCount'][]
      standard_deviation: number | null
      sum: components['schemas']['Cell']
      variance: number | null
      zeros: number
    }
    OneSidedValues: {
      distinct: number
      examples: components['schemas']['ValueCount'][]
      rows: number
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
    PartNumber: number
    PartNumberInput: number
    PasswordInput: string
    /** @enum {string} */
    Permission:
      | 'dataset.read'
      | 'dataset.write'
      | 'analysis.read'
      | 'analysis.run'
      | 'chat.ask'
      | 'code.run'
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
      | 'code.run'
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
    PersonalData: 'cpf' | 'cnpj' | 'email' | 'phone' | 'card' | 'pis' | 'cnh' | 'voter_id' | 'ip' | 'name'
    PersonalFinding: {
      /** @enum {string} */
      evidence: 'check_digits' | 'shape' | 'name'
      invalid: number
      kind: components['schemas']['PersonalData']
      matches: number
      share: number
    }
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
      alerts_left_out: number
      as_of: string
      associations: components['schemas']['Associations'] | null
      candidate_keys: string[][]
      column_count: number
      columns: components['schemas']['ColumnProfile'][]
      correlations: components['schemas']['CorrelationMatrix'][]
      dependencies: components['schemas']['Dependency'][] | null
      duplicate_rows: number
      elapsed_ms: number
      engine: {
        name: string
        version: string
      }
      exact: boolean
      missing_cells: number
      missing_patterns: components['schemas']['MissingPatterns'] | null
      missing_share: number
      name: string
      near_duplicate_columns: components['schemas']['NearDuplicateColumns'][] | null
      reading: components['schemas']['Reading']
      rows: number
      /** @constant */
      schema_version: 1
      series: components['schemas']['TimeSeries'][] | null
      time_span: {
        column: string
        from: string
        to: string
      } | null
    }
    ProposedRecipe: {
      from_dataset: {
        id: components['schemas']['Id']
        name: string
      } | null
      id: components['schemas']['Id']
      override: components['schemas']['DialectOverride']
    }
    ReadColumn: {
      name: string
      nulls?: {
        count: number
        spelling: string
      }[]
      source_name: string | null
      type: components['schemas']['ColumnType']
      unit: string | null
      units?: {
        count: number
        unit: string
      }[]
    }
    ReadFilePart: {
      bytes: number
      dialect: components['schemas']['Dialect'] | null
      format: components['schemas']['FileFormat']
      lines: components['schemas']['LineCounts'] | null
      name: string
      rejected_rows: number
      rows: number
    }
    Reading: {
      bytes: number
      columns: components['schemas']['ReadColumn'][]
      compression: components['schemas']['Compression']
      dialect: components['schemas']['Dialect'] | null
      evidence: components['schemas']['Evidence'][]
      files?: components['schemas']['ReadFilePart'][]
      format: components['schemas']['FileFormat']
      lines: components['schemas']['LineCounts'] | null
      part?: string
      rejected_rows: number
      rows: number
      shape?: components['schemas']['FileShape']
      tables?: components['schemas']['FileTable'][]
      warnings: {
        code: string
        count: number | null
        detail: string
      }[]
    }
    ReadingLine: {
      number: number
      /** @enum {string} */
      role: 'preamble' | 'header' | 'row' | 'rejected' | 'footer' | 'blank' | 'comment'
      text: string
    }
    ReadingPreview: {
      columns: components['schemas']['ResultColumn'][]
      complete: boolean
      lines: components['schemas']['ReadingLine'][]
      reading: components['schemas']['Reading']
      rows: components['schemas']['Cell'][][]
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
    ReceivedPart: {
      bytes: number
      number: components['schemas']['PartNumber']
      sha256: components['schemas']['Sha256'] | null
    }
    Recipe: {
      applied: number
      created_at: components['schemas']['Timestamp']
      created_by: components['schemas']['Id']
      from_dataset: {
        id: components['schemas']['Id']
        name: string
      } | null
      id: components['schemas']['Id']
      override: components['schemas']['DialectOverride']
      shape: components['schemas']['FileShape']
      updated_at: components['schemas']['Timestamp']
    }
    RecipePage: {
      items: components['schemas']['Recipe'][]
      next_cursor: string | null
    }
    RejectedRow: {
      file: string | null
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
    ReplaceFileInput: {
      file_key: components['schemas']['FileKeyInput']
    }
    /** @enum {string} */
    ReportFormatInput: 'html' | 'json' | 'csv' | 'md'
    RereadDatasetInput: {
      /** @default {} */
      override: components['schemas']['DialectOverrideInput']
      /** @default false */
      replace: boolean
    }
    Rerun: {
      after: {
        columns: components['schemas']['ResultColumn'][]
        dataset_hash: string | null
        dataset_version: number
        rows: components['schemas']['Cell'][][]
        table_rows: number | null
      }
      before: {
        columns: components['schemas']['ResultColumn'][]
        dataset_hash: string | null
        dataset_version: number
        rows: components['schemas']['Cell'][][]
        table_rows: number | null
      }
      /** @enum {string} */
      cause: 'none' | 'file_replaced' | 'read_again'
      difference: string | null
      elapsed_ms: number
      same: boolean
      second_agrees: boolean | null
    }
    ResetPasswordInput: {
      new_password: components['schemas']['PasswordInput']
      token: components['schemas']['OneTimeTokenInput']
    }
    ResultColumn: {
      name: string
      type: components['schemas']['ColumnType']
    }
    ResultTable: {
      columns: components['schemas']['ResultColumn'][]
      row_count: number
      rows: components['schemas']['Cell'][][]
      truncated: boolean
    }
    /** @enum {string} */
    Role: 'viewer' | 'member' | 'admin' | 'owner'
    /** @enum {string} */
    RoleInput: 'viewer' | 'member' | 'admin' | 'owner'
    RowChanges: {
      added: number
      base_duplicates: components['schemas']['DuplicateKeys'] | null
      /** @enum {string} */
      by: 'key' | 'content'
      changed: number
      changed_cells: {
        cells: number
        column: string
      }[]
      current_duplicates: components['schemas']['DuplicateKeys'] | null
      kept: {
        added: number
        changed: number
        removed: number
        unmatched: number
      }
      key: string[] | null
      key_from: ('given' | 'found') | null
      removed: number
      unchanged: number
    }
    RowDifferences: {
      columns: components['schemas']['ResultColumn'][]
      items: {
        base: components['schemas']['Cell'][] | null
        changed: string[]
        count: number
        current: components['schemas']['Cell'][] | null
      }[]
      kind: components['schemas']['DifferenceKind']
      offset: number
      total: number
    }
    SendMessageInput: {
      history?: unknown[]
      language?: components['schemas']['LanguageInput']
      message: string
      summary?: unknown
    }
    SeriesFigures: {
      kpss: number | null
      season: number | null
      seasonal_strength: number | null
      slope: number | null
      trend_strength: number | null
    }
    SeriesMeasure: {
      /** @enum {string} */
      aggregate: 'count' | 'sum' | 'mean'
      column: string | null
      figures: components['schemas']['SeriesFigures']
      values: (number | null)[]
    }
    Sha256: string
    Sha256Input: string
    SignedPart: {
      expires_at: components['schemas']['Timestamp']
      headers: {
        [key: string]: string
      }
      number: components['schemas']['PartNumber']
      url: string
    }
    SignedParts: {
      parts: components['schemas']['SignedPart'][]
    }
    SignInLinkRequestInput: {
      token: components['schemas']['OneTimeTokenInput']
    }
    SignInRequestInput: {
      email: components['schemas']['EmailInput']
      password: string
    }
    SignPartsInput: {
      parts: {
        number: components['schemas']['PartNumberInput']
        sha256: components['schemas']['Sha256Input']
      }[]
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
      compare_to?: components['schemas']['CompareToInput']
      dataset_id?: components['schemas']['IdInput']
      file_key?: components['schemas']['FileKeyInput']
      key?: string[]
    }
    StoragePurged: {
      bytes: number
      datasets: number
    }
    StorageUsage: {
      bytes: number
      open_uploads: number
      originals: number
      quota_bytes: number | null
      tables: number
    }
    SwitchOrganizationInput: {
      organization_id: components['schemas']['IdInput']
    }
    TextStatistics: {
      blank: number
      broken_encoding: number
      characters: components['schemas']['CharacterCounts'] | null
      length_max: number | null
      length_mean: number | null
      length_min: number | null
      longest: string | null
      padded: number
      patterns: components['schemas']['ValueCount'][]
      shortest: string | null
      words: {
        mean: number | null
        top: components['schemas']['ValueCount'][]
        total: number
      } | null
    }
    /** @enum {string} */
    ThousandsMark: ',' | '.' | ' ' | "'"
    /** @enum {string} */
    ThousandsMarkInput: ',' | '.' | ' ' | "'"
    TimeSeries: {
      column: string
      measures: components['schemas']['SeriesMeasure'][]
      /** @enum {string} */
      period: 'day' | 'week' | 'month' | 'year'
      starts: string[]
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
    Upload: {
      bytes: number
      created_at: components['schemas']['Timestamp']
      expires_at: components['schemas']['Timestamp']
      file_key: components['schemas']['FileKey']
      filename: string
      fingerprint: string | null
      part_bytes: number
      part_count: number
      received: components['schemas']['ReceivedPart'][]
      status: components['schemas']['UploadStatus']
      upload_id: components['schemas']['Id']
    }
    UploadPage: {
      items: components['schemas']['Upload'][]
      next_cursor: string | null
    }
    /** @enum {string} */
    UploadStatus: 'open' | 'received'
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
    /** @enum {string} */
    VersionOrigin: 'upload' | 'reread' | 'replace'
    VersionPage: {
      items: components['schemas']['DatasetVersion'][]
      next_cursor: string | null
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
