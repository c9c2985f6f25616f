using System.Text;
using DataRefresh.Exports;

namespace DataRefresh.Imports;

/// <summary>
/// Delimited text by RFC 4180, and what spreadsheets make of it: any delimiter, any line end, quotes only where needed. It is
/// read letter by letter, so that no field can grow past its limit before somebody looks.
/// </summary>
internal sealed class CsvSheet(Stream file, ReadLimits limits) : SheetFile
{
    private const int End = -1;

    public override FileFormat Format => FileFormat.Csv;

    public override IReadOnlyList<string> Sheets => [];

    public string Detect(string language) => TextEncodings.Detect(file, language);

    public override IEnumerable<SheetRow> Rows(FileLayout layout)
    {
        file.Position = 0;
        var encoding = TextEncodings.Of(layout.Encoding ?? TextEncodings.Utf8);
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 32 * 1024, leaveOpen: true);
        var delimiter = layout.Delimiter is [var one] ? one : ',';
        var (cells, field, column) = (new List<SheetCell>(), new StringBuilder(), 0);
        var number = 1;
        var (isQuoted, wasQuoted, hasBegun) = (false, false, false);
        for (; ; )
        {
            var letter = text.Read();
            if (isQuoted)
            {
                if (letter == End)
                    throw new UnreadableFileException("quote-not-closed", number, column);
                if (letter != '"')
                    Append((char)letter);
                else if (text.Peek() == '"')
                    Append((char)text.Read());
                else
                    (isQuoted, wasQuoted) = (false, true);
                continue;
            }

            if (letter == '"' && field.Length == 0 && !wasQuoted)
            {
                (isQuoted, hasBegun) = (true, true);
            }
            else if (letter == delimiter)
            {
                hasBegun = true;
                EndField();
            }
            else if (letter is '\r' or '\n' or End)
            {
                if (letter == End && !hasBegun)
                    yield break;
                if (letter == '\r' && text.Peek() == '\n')
                    text.Read();
                EndField();
                if (number > limits.Rows)
                    throw new UnreadableFileException("too-many-rows", number);
                yield return new SheetRow(number++, [.. cells]);
                cells.Clear();
                (column, hasBegun) = (0, false);
            }
            else
            {
                hasBegun = true;
                Append((char)letter);
            }
        }

        void Append(char letter)
        {
            if (field.Length >= limits.FieldLetters)
                throw new UnreadableFileException("field-too-long", number, column);
            field.Append(letter);
        }

        void EndField()
        {
            var cell = SheetCell.Of(CellText.Restore(field.ToString())!);
            if (column < limits.Columns)
                cells.Add(cell);
            else if (cell.Kind != CellKind.Empty)
                throw new UnreadableFileException("too-many-columns", number, column);
            field.Clear();
            column++;
            wasQuoted = false;
        }
    }

    public override void Dispose() => file.Dispose();
}
