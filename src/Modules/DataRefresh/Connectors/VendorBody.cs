namespace DataRefresh.Connectors;

/// <summary>
/// The body of an answer, decompressed, cut off when it grows beyond all books or hardly moves. Faults of the wire come out
/// as <see cref="ConnectorException"/>. Only time spent waiting for the vendor counts, not what the reader does in between.
/// Reads end with <paramref name="call"/>, the token of the whole call.
/// </summary>
internal sealed class VendorBody : Stream
{
    private readonly Stream inner;
    private readonly VendorOptions options;
    private readonly TimeProvider clock;
    private readonly CancellationToken call;
    private readonly CancellationTokenSource cut;
    private readonly ITimer pace;
    private long total;
    private long inWindow;
    private TimeSpan waited;

    public VendorBody(Stream inner, VendorOptions options, TimeProvider clock, CancellationToken call)
    {
        (this.inner, this.options, this.clock, this.call) = (inner, options, clock, call);
        cut = CancellationTokenSource.CreateLinkedTokenSource(call);
        pace = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), cut, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The first visible character opens a tag: whatever the headers say, this is a web page.</summary>
    public bool StartsAsMarkup { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            var reading = inner.ReadAsync(buffer, cut.Token);
            read = reading.IsCompleted ? await reading : await Watch(reading);
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested)
        {
            throw TooSlow();
        }
        catch (InvalidDataException lie)
        {
            throw VendorFault.Bad(VendorFault.BadEncoding, "The answer is not compressed as it claims.", lie);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw VendorFault.Down(VendorFault.CutShort, "The answer breaks off.", broken);
        }

        if (total == 0)
            StartsAsMarkup = buffer.Span[..read].TrimStart(" \t\r\n"u8).StartsWith((byte)'<');
        total += read;
        inWindow += read;
        if (total > options.MaxAnswerBytes)
            throw VendorFault.Bad(VendorFault.TooLarge, $"The answer is larger than {options.MaxAnswerBytes} bytes.");
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pace.Dispose();
            cut.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // The clock runs only while nothing has come: bytes that were there already cost neither a timer nor a wait.
    private async ValueTask<int> Watch(ValueTask<int> reading)
    {
        var started = clock.GetTimestamp();
        pace.Change(options.ProgressWindow - waited, Timeout.InfiniteTimeSpan);
        var read = await reading;
        pace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        waited += clock.GetElapsedTime(started);
        if (waited >= options.ProgressWindow || inWindow + read >= options.ProgressBytes)
        {
            if (inWindow + read < options.ProgressBytes)
                throw TooSlow();
            // What this read brought is counted by the caller, into the new window.
            (waited, inWindow) = (TimeSpan.Zero, -read);
        }

        return read;
    }

    private ConnectorException TooSlow() => VendorFault.Down(
        VendorFault.Timeout, $"The answer brings less than {options.ProgressBytes} bytes in {options.ProgressWindow.TotalSeconds:0.#} s.");
}
