import { describe, expect, it } from 'vitest'
import {
  daysBetween,
  formatBytes,
  formatCell,
  formatDate,
  formatDuration,
  formatInstant,
  formatNumber,
  formatShare,
} from './format.ts'

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

describe('figures', () => {
  it('are written as each language writes them', () => {
    expect(formatNumber(1234.5678, 'pt')).toBe('1.234,57')
    expect(formatNumber(1234.5678, 'en')).toBe('1,234.57')
    expect(formatNumber(0.0012345, 'pt')).toBe('0,001235')
  })

  it('of exact decimals and big integers lose no digit', () => {
    expect(formatCell('12345678901234567890.10', 'decimal', 'pt')).toBe('12.345.678.901.234.567.890,10')
    expect(formatCell('9007199254740993', 'integer', 'en')).toBe('9,007,199,254,740,993')
    expect(formatCell('n/a', 'decimal', 'en')).toBe('n/a')
  })

  it('never round a share to nothing or to everything', () => {
    expect(formatShare(0, 'pt')).toBe('0,0%')
    expect(formatShare(0.00001, 'pt')).toBe('<0,1%')
    expect(formatShare(0.99999, 'en')).toBe('>99.9%')
    expect(formatShare(1, 'en')).toBe('100.0%')
  })

  it('of bytes and durations carry their unit', () => {
    expect(formatBytes(999, 'pt')).toBe('999 B')
    expect(formatBytes(31_800_000, 'pt')).toBe('31,8 MB')
    expect(formatBytes(184_000_000, 'en')).toBe('184 MB')
    expect(formatDuration(38.4, 'pt')).toBe('38 ms')
    expect(formatDuration(1234, 'pt')).toBe('1,2 s')
  })
})

describe('dates', () => {
  it('stay on their calendar day in every time zone', () => {
    expect(formatDate('2024-12-31', 'pt')).toBe('31/12/2024')
    expect(formatDate('2024-12-31T23:59:59', 'en')).toBe('Dec 31, 2024')
    expect(formatCell('2024-01-02T03:04:05', 'timestamp', 'pt')).toBe('02/01/2024 03:04:05')
  })

  it('of today and yesterday are said so', () => {
    const now = new Date(2026, 10, 21, 12)
    const words = { yesterday: 'ontem' }
    expect(plain(formatInstant(new Date(2026, 10, 21, 9, 5).toISOString(), 'pt', words, now))).toBe('09:05')
    expect(plain(formatInstant(new Date(2026, 10, 20, 23, 5).toISOString(), 'pt', words, now))).toBe('ontem, 23:05')
    expect(plain(formatInstant(new Date(2026, 10, 14, 9).toISOString(), 'pt', words, now))).toBe('14/11')
    expect(daysBetween(new Date(2026, 9, 31, 23), new Date(2026, 10, 1, 0))).toBe(1)
  })
})
