using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace DataRefresh.Exports;

/// <summary>Writes one worksheet, row by row. ECMA-376 part 1, 18.3.</summary>
internal sealed partial class XlsxSheet(XmlWriter xml)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int MostLetters = 32_767;
    private static readonly DateOnly FirstSafeDate = new(1900, 3, 1);
    private static readonly DateOnly DayNought = new(1899, 12, 30);

    /// <summary>How many were written, headings included.</summary>
    public int Rows { get; private set; }

    public void Begin<TRow>(ReportTable<TRow> table)
    {
        xml.WriteStartElement("worksheet", Main);
        Freeze(above: 5);
        xml.WriteStartElement("cols", Main);
        for (var index = 0; index < table.Columns.Count; index++)
        {
            xml.WriteStartElement("col", Main);
            Attribute("min", index + 1);
            Attribute("max", index + 1);
            xml.WriteAttributeString("width", table.Columns[index].Width.ToString(CultureInfo.InvariantCulture));
            Attribute("customWidth", 1);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Line(table.Title, XlsxStyles.Title);
        Line(table.Customer, XlsxStyles.Strong);
        Line(table.Period, XlsxStyles.Plain);
        BeginRow();
        foreach (var column in table.Columns)
            Text(column.Heading, XlsxStyles.Heading);
        xml.WriteEndElement();
    }

    public void Row<TRow>(ReportTable<TRow> table, TRow row)
    {
        BeginRow();
        foreach (var column in table.Columns)
            Write(column.Of(row));
        xml.WriteEndElement();
    }

    /// <summary>The sums under the columns that have one; nothing where no column has.</summary>
    public void Totals<TRow>(ReportTable<TRow> table, ReadOnlySpan<decimal> sums)
    {
        if (table.Columns.All(column => column.Summed is null))
            return;
        BeginRow();
        for (var index = 0; index < table.Columns.Count; index++)
        {
            if (table.Columns[index].Summed is not null)
                Number(sums[index], XlsxStyles.Total);
            else
                Text(index == 0 ? table.Total : null, XlsxStyles.Strong);
        }

        xml.WriteEndElement();
    }

    public void End()
    {
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Freeze(int above)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        Attribute("workbookViewId", 0);
        xml.WriteStartElement("pane", Main);
        Attribute("ySplit", above - 1);
        xml.WriteAttributeString("topLeftCell", $"A{above}");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Line(string text, int style)
    {
        BeginRow();
        Text(text, style);
        xml.WriteEndElement();
    }

    private void BeginRow()
    {
        xml.WriteStartElement("row", Main);
        Rows++;
    }

    private void Write(Cell cell)
    {
        if (cell.Amount is { } amount)
            Number(amount, XlsxStyles.Amount);
        else if (cell.Number is { } number)
            Number(number, XlsxStyles.Plain);
        // Spreadsheets count days from 1900 and believe that it was a leap year.
        else if (cell.Date is { } date && date >= FirstSafeDate)
            Number(date.DayNumber - DayNought.DayNumber, XlsxStyles.Date);
        else
            Text(cell.Date?.ToString("O", CultureInfo.InvariantCulture) ?? cell.Text, XlsxStyles.Plain);
    }

    private void Number(decimal number, int style)
    {
        xml.WriteStartElement("c", Main);
        Style(style);
        xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private void Text(string? text, int style)
    {
        xml.WriteStartElement("c", Main);
        Style(style);
        if (!string.IsNullOrEmpty(text))
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
                xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Printable(text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void Style(int style)
    {
        if (style != XlsxStyles.Plain)
            Attribute("s", style);
    }

    private void Attribute(string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    // XML cannot carry control characters or lone halves of surrogate pairs, however they got into the books; a cell holds
    // 32,767 characters.
    private static string Printable(string text)
    {
        if (text.Length > MostLetters)
            text = text[..MostLetters];
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '\ud7ff') >= 0)
        {
            text = string.Create(text.Length, text, static (kept, letters) =>
            {
                for (var index = 0; index < kept.Length; index++)
                {
                    var letter = letters[index];
                    var isPair = char.IsSurrogate(letter)
                        && ((index + 1 < letters.Length && char.IsSurrogatePair(letter, letters[index + 1])) || (index > 0 && char.IsSurrogatePair(letters[index - 1], letter)));
                    kept[index] = isPair || (!char.IsSurrogate(letter) && XmlConvert.IsXmlChar(letter)) ? letter : '\ufffd';
                }
            });
        }

        // The format has an escape of its own, _x0041_ for A; text that happens to look like one must not become a letter.
        return text.Contains("_x", StringComparison.Ordinal) ? LooksEscaped().Replace(text, "_x005F_$1") : text;
    }

    [GeneratedRegex("_(x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}
