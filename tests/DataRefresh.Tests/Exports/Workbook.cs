using System.Text;
using ExcelDataReader;

namespace DataRefresh.Tests.Exports;

/// <summary>Reads a workbook with a library that did not write it.</summary>
internal static class Workbook
{
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The rows of all sheets, one sheet after the other.</summary>
    public static List<object?[]> Rows(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        var rows = new List<object?[]>();
        do
        {
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }
        while (reader.NextResult());
        return rows;
    }
}
