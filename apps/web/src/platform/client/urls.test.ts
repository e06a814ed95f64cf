import { describe, expect, it } from 'vitest'
import { api, page, safeNext, socketUrl, withQuery } from './urls.ts'

describe('addresses', () => {
  it('leave out what is not set and encode the rest', () => {
    expect(withQuery('/x', { a: 'é & b', b: null, c: undefined, d: '', e: 0 })).toBe('/x?a=%C3%A9+%26+b&e=0')
    expect(withQuery('/x')).toBe('/x')
  })

  it('keep ids and names inside their part of the path', () => {
    expect(api.analysisEvents('../../me')).toBe('/api/v1/analyses/..%2F..%2Fme/events')
    expect(api.analysisReport('1', 'html', 'pt')).toBe('/api/v1/analyses/1/report?format=html&language=pt')
    expect(api.chatMessages('1')).toBe('/api/v1/chats/1/messages')
    expect(page.column('id', 'a/b?c')).toBe('/datasets/id/columns?column=a%2Fb%3Fc')
    expect(page.dataset('id')).toBe('/datasets/id')
    expect(page.dataset('id', 'rows')).toBe('/datasets/id/rows')
  })

  it('open sockets on the page’s own origin, secure where the page is', () => {
    expect(socketUrl('/s', { protocol: 'https:', host: 'a.b' })).toBe('wss://a.b/s')
    expect(socketUrl('/s', { protocol: 'http:', host: 'a:8000' })).toBe('ws://a:8000/s')
  })

  it('return only to places of this application', () => {
    expect(safeNext('/datasets/1?x=2')).toBe('/datasets/1?x=2')
    for (const bad of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      undefined,
      ['/a'],
    ]) {
      expect(safeNext(bad)).toBe('/')
    }
  })
})
