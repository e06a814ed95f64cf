/** What to do about a file that was refused, and where in it the trouble is. */
export const remedy = {
  remedy: {
    safe: 'O que está a salvo',
    todo: 'O que fazer',
    details: 'Mensagem técnica, em inglês',
    unknown: 'A leitura parou por um motivo que não está no arquivo.',
    send_again:
      'Envie o arquivo de novo, inteiro. Se ele falhar outra vez, mostre a mensagem técnica a quem administra.',
    save_utf8: 'Abra o arquivo no programa de onde veio, salve como CSV em UTF-8 e envie de novo.',
    save_csv: 'Exporte a tabela como CSV ou Parquet no programa de onde veio e envie esse arquivo.',
    check_rows: 'Confira se o arquivo tem as linhas que deveria ter e envie de novo.',
    check_quotes: 'Procure nesse lugar uma aspa que não fecha ou um texto longo demais; corrija e envie de novo.',
    other_correction: 'Mude a correção, ou volte à leitura anterior na aba Versões.',
    unlock: 'Tire a senha do arquivo e envie de novo.',
    split: 'Divida o arquivo em partes menores e envie cada uma.',
    fewer_columns: 'Envie só as colunas de que precisa, ou divida a tabela.',
    same_columns: 'Dê a todos as mesmas colunas, ou envie cada um como um conjunto separado.',
  },
  place: {
    line: 'linha {n}',
    byte: 'byte {n}',
    bytes: 'bytes {first} a {last}',
    after: 'depois de {n} bytes descompactados',
    first_bytes: 'nos primeiros bytes',
  },
}
