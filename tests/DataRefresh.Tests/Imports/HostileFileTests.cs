using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using DataRefresh.Imports;
using Testing;
using Xunit.Abstractions;

namespace DataRefresh.Tests.Imports;

/// <summary>Whatever a file is, it ends in rows or in a fault that says where; never in anything else (R18).</summary>
public sealed class HostileFileTests(ITestOutputHelper output)
{
    private const int Files = 1_000;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>What reading may take beyond what the process has anyway.</summary>
    private const long MostMemory = 400L * 1024 * 1024;

    [Fact]
    public async Task A_thousand_mutated_files_end_in_rows_or_in_a_fault()
    {
        var temporary = Directory.EnumerateFileSystemEntries(Path.GetTempPath()).ToHashSet();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await using var peak = new Peak();
        using var network = new NetworkCalls();
        var slowest = TimeSpan.Zero;
        for (var seed = 0; seed < Files; seed++)
        {
            var kind = (UploadKind)(seed % 4);
            var (name, bytes) = new Hostile(seed, kind).Next();
            var began = Stopwatch.GetTimestamp();
            var outcome = "";
            network.During(() => outcome = Outcome(seed, name, bytes, kind));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        output.WriteLine($"slowest {slowest.TotalMilliseconds:N0} ms, managed peak {await peak.Stop() / 1024 / 1024} MB");
        foreach (var (outcome, count) in outcomes)
            output.WriteLine($"{count,5} {outcome}");
        Assert.True(slowest < Hang, $"One file took {slowest}.");
        Assert.True(await peak.Stop() < MostMemory);
        Assert.Equal(0, network.Heard);
        // The grammar is worth nothing if all its files are refused at the door, or none.
        Assert.InRange(outcomes.GetValueOrDefault("rows"), Files / 20, Files - 100);
        Assert.True(outcomes.Count > 6, string.Join(", ", outcomes.Keys));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Path.GetTempPath()).Except(temporary), entry => Path.GetFileName(entry).StartsWith("file", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_stops_at_the_limit_and_takes_no_memory()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Hostile.Around(""))
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(Encoding.UTF8.GetBytes(text.Length > 0 ? text : "<worksheet><sheetData>"));
                for (var block = 0; text.Length == 0 && block < 100; block++)
                    part.Write(Million);
            }
        }

        Assert.Equal("file-inflates-too-far", Fault(target.ToArray()));
        Assert.Equal("file-inflates-too-far", Fault(target.ToArray(), new ReadLimits { InflatedBytes = 50 * 1024 * 1024 }));
    }

    [Fact]
    public void Parts_that_share_their_bytes_are_refused()
    {
        var bytes = Hostile.Zip(Hostile.Around("<worksheet/>").Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));
        var directory = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var second = directory + 46 + bytes[directory + 28];
        // The second part is said to be where the first is.
        bytes.AsSpan(directory + 42, 4).CopyTo(bytes.AsSpan(second + 42));

        Assert.Equal("file-suspicious", Fault(bytes));
    }

    [Fact]
    public void A_part_that_inflates_to_more_than_it_says_is_refused()
    {
        var sheet = Encoding.UTF8.GetBytes($"<worksheet><sheetData><row><c><v>1</v></c></row>{new string(' ', 9_000)}</sheetData></worksheet>");
        var bytes = Hostile.Zip(Hostile.Around("").Select(part => (part.Name, part.Text.Length == 0 ? sheet : Encoding.UTF8.GetBytes(part.Text))));
        for (var at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8); at + 46 < bytes.Length && bytes.AsSpan(at).StartsWith("PK\u0001\u0002"u8); at += 46 + bytes[at + 28])
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 24)) == sheet.Length)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 24), 100);

        Assert.Equal("file-suspicious", Fault(bytes));
    }

    [Theory]
    [InlineData("""<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>""")]
    [InlineData("""<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>""")]
    [InlineData("""<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><worksheet/>""")]
    public void Documents_with_a_type_of_their_own_are_refused_and_call_nobody(string sheet)
    {
        using var network = new NetworkCalls();

        network.During(() => Assert.Equal("file-damaged", Fault(Book(sheet))));

        Assert.Equal(0, network.Heard);
        network.During(() => Assert.NotEmpty(Dns.GetHostAddresses("localhost")));
        Assert.True(network.Heard > 0, "This listener would not hear a call.");
    }

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("C:\\x")]
    [InlineData("xl/worksheets/..\\..\\..\\x")]
    public void Names_that_lead_out_of_the_file_are_refused(string name) =>
        Assert.Equal("file-suspicious", Fault(Hostile.Zip([.. Hostile.Around("<worksheet/>").Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))), (name, [1])])));

    [Fact]
    public void A_sheet_that_claims_to_be_full_takes_no_more_than_it_has()
    {
        var sheet = """<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Code</t></is></c><c r="B1" t="inlineStr"><is><t>Saldo</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c><c r="B1048576"><v>2</v></c></row></sheetData></worksheet>""";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(1, Rows(Book(sheet)));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 * 1024 * 1024);
    }

    [Fact]
    public void Cells_that_all_refer_to_one_long_text_take_no_more_memory_than_it()
    {
        var row = $"<row>{string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 250))}</row>";
        var parts = Hostile.Around($"<worksheet><sheetData>{string.Concat(Enumerable.Repeat(row, 220))}</sheetData></worksheet>", $"<sst><si><t>{new string('x', 32_000)}</t></si></sst>");
        var bytes = Hostile.Zip(parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var file = SheetFile.Open(new MemoryStream(bytes), "a.xlsx", new ReadLimits());
        var look = FileLook.Of(file, UploadKind.Ledger, "en");

        Assert.Equal(250, look.Columns.Count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 * 1024 * 1024);
    }

    [Theory]
    [InlineData("""<c r="XFD2"><v>1</v></c>""", "too-many-columns")]
    [InlineData("""<c r="AAAA2"><v>1</v></c>""", "file-suspicious")]
    [InlineData("""<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>""", "file-suspicious")]
    [InlineData("""<c t="s"><v>7</v></c>""", "file-damaged")]
    [InlineData("""<c><v>1e999</v></c>""", "file-damaged")]
    public void A_cell_where_none_can_be_is_named(string cell, string code)
    {
        var trouble = Assert.Throws<UnreadableFileException>(() => Rows(Book($"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Code</t></is></c></row><row r=\"2\">{cell}</row></sheetData></worksheet>")));

        Assert.Equal((code, 2), (trouble.Fault.Code, trouble.Fault.Row));
        Assert.NotNull(trouble.Fault.Column);
    }

    [Fact]
    public void Deep_nesting_many_names_and_endless_attributes_end_early()
    {
        var names = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<n{number}/>"));
        var attribute = $"<c a=\"{new string('>', 2_000_000)}\"/>";
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));

        foreach (var content in new[] { names, attribute, deep })
            Assert.Equal("file-suspicious", Fault(Book($"<worksheet><sheetData>{content}</sheetData></worksheet>")));
    }

    [Fact]
    public void One_huge_field_is_named_with_its_place()
    {
        var text = Encoding.UTF8.GetBytes($"Code;Name;Saldo\n1;Bank;5\n2;{new string('x', 40_000)};5\n");
        var cell = $"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Code</t></is></c><c t=\"inlineStr\"><is><t>{new string('x', 40_000)}</t></is></c></row></sheetData></worksheet>";

        Assert.Equal(new FileFault("field-too-long", 3, 1), Assert.Throws<UnreadableFileException>(() => Rows(text, "a.csv")).Fault);
        Assert.Equal(new FileFault("field-too-long", 1, 1), Assert.Throws<UnreadableFileException>(() => Rows(Book(cell))).Fault);
        Assert.Equal("field-too-long", Assert.Throws<UnreadableFileException>(() => Rows(Encoding.UTF8.GetBytes($"Code;Saldo\n1;\"{new string('x', 40_000)}"), "a.csv")).Fault.Code);
    }

    [Fact]
    public void What_is_no_table_is_told_apart()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        byte[] encrypted = [.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[100]];

        Assert.Equal("file-old-excel", Fault(compound));
        Assert.Equal("file-encrypted", Fault(encrypted));
        Assert.Equal("file-is-not-text", Fault(Book("<worksheet/>"), name: "a.csv"));
        Assert.Equal("file-is-not-text", Fault("%PDF-1.7 a b c"u8.ToArray(), name: "a.csv"));
        Assert.Equal("file-not-a-workbook", Fault("a;b\n1;2"u8.ToArray()));
        Assert.Equal("file-type-unknown", Fault("a;b\n1;2"u8.ToArray(), name: "a.exe"));
        Assert.Equal("file-empty", Fault([]));
        Assert.Equal("file-no-rows", Fault("\n\n\n"u8.ToArray(), name: "a.csv"));
        Assert.Equal("file-too-large", Fault(new byte[20], new ReadLimits { FileBytes = 10 }));
    }

    [Fact]
    public void Noughts_among_the_letters_are_named_row_by_row()
    {
        var faults = Run("Code;Name;Saldo\n1;Ba\0nk;5\n2;Cash;\0\n"u8.ToArray(), "a.csv", UploadKind.TrialBalance).Faults;

        Assert.Equal([(2, "B", "unreadable-letters"), (3, "C", "not-a-number")], faults.Select(fault => (fault.Row, fault.Column!, fault.Code)));
    }

    private static byte[] Million { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a/>", 256 * 1024)));

    private static byte[] Book(string sheet) => Hostile.Zip(Hostile.Around(sheet).Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));

    private static string? Fault(byte[] bytes, ReadLimits? limits = null, string name = "a.xlsx") =>
        Assert.Throws<UnreadableFileException>(() => Rows(bytes, name, limits)).Fault.Code;

    private static int Rows(byte[] bytes, string name = "a.xlsx", ReadLimits? limits = null) => Run(bytes, name, UploadKind.TrialBalance, limits).Good;

    private static ImportPreview Run(byte[] bytes, string name, UploadKind kind, ReadLimits? limits = null)
    {
        limits ??= new ReadLimits();
        using var file = SheetFile.Open(new MemoryStream(bytes), name, limits);
        var look = FileLook.Of(file, kind, "en");
        var import = Import.Of(kind, new ImportPeriod(new(2026, 1, 1), new(2026, 12, 31), new(2026, 1, 1)), KnownNames.None, limits);
        var run = new ImportRun(file, look, HeaderNames.Match(kind, look.Columns), import);
        foreach (var row in run.Rows(default))
            Assert.NotNull(row);
        foreach (var (_, beside) in import.Beside())
            Assert.All(beside, Assert.NotNull);
        Assert.NotNull(import.Marks);
        Assert.All(run.Preview.Faults, fault => Assert.True(fault.Row > look.Layout.HeaderRow));
        return run.Preview;
    }

    private static string Outcome(int seed, string name, byte[] bytes, UploadKind kind)
    {
        try
        {
            var preview = Run(bytes, name, kind);
            return preview.IsClean ? "rows" : preview.FaultCount > 0 ? "bad rows" : "no rows";
        }
        catch (UnreadableFileException trouble)
        {
            return trouble.Fault.Code;
        }
        catch (Exception trouble)
        {
            throw new InvalidOperationException($"The file of seed {seed} ({name}, {bytes.Length} bytes) came to {trouble.GetType().Name}.", trouble);
        }
    }

    /// <summary>The largest managed heap while something ran, less what there was before.</summary>
    private sealed class Peak : IAsyncDisposable
    {
        private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly CancellationTokenSource stop = new();
        private readonly Task watch;
        private long highest;

        public Peak() => watch = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false) - before);
                await Task.Delay(5);
            }
        });

        public async Task<long> Stop()
        {
            await stop.CancelAsync();
            await watch;
            return highest;
        }

        public async ValueTask DisposeAsync()
        {
            await Stop();
            stop.Dispose();
        }
    }
}
