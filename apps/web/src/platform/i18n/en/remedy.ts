/** What to do about a file that was refused, and where in it the trouble is. */
export const remedy = {
  remedy: {
    safe: 'What is safe',
    todo: 'What to do',
    details: 'Technical message',
    unknown: 'The reading stopped for a reason that is not in the file.',
    send_again: 'Send the file again, whole. If it fails once more, show the technical message to your administrator.',
    save_utf8: 'Open the file in the program it came from, save it as CSV in UTF-8 and send it again.',
    save_csv: 'Export the table as CSV or Parquet from the program it came from and send that file.',
    check_rows: 'See whether the file has the rows it should have and send it again.',
    check_quotes:
      'Look there for a quote that does not close or a text that is too long; correct it and send it again.',
    other_correction: 'Change the correction, or go back to the earlier reading in the Versions tab.',
    unlock: 'Take the password off the file and send it again.',
    split: 'Divide the file into smaller parts and send each of them.',
    fewer_columns: 'Send only the columns that you need, or divide the table.',
    same_columns: 'Give all of them the same columns, or send each as a dataset of its own.',
  },
  place: {
    line: 'line {n}',
    byte: 'byte {n}',
    bytes: 'bytes {first} to {last}',
    after: 'after {n} decompressed bytes',
    first_bytes: 'within the first bytes',
  },
}
