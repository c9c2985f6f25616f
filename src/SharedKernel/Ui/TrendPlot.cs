using System.Globalization;

namespace SharedKernel.Ui;

/// <summary>Where the parts of a <see cref="TrendView"/> stand in a picture of 720 by 240.</summary>
internal sealed class TrendPlot
{
    public const int Width = 720;
    public const int Height = 240;
    public const int Left = 6;
    private const int Right = 714;
    private const int Top = 26;
    private const int Bottom = 210;
    private const int MostTicks = 4;
    private const int LetterWidth = 11;
    private const int HalfALabel = 44;
    private readonly int count;
    private readonly double begin;
    private readonly decimal least;
    private readonly decimal most;

    public TrendPlot(TrendView trend)
    {
        count = trend.Labels.Count;
        var values = trend.Series.SelectMany(series => series.Values).OfType<decimal>().Append(0).ToList();
        var (low, high) = (values.Min(), values.Max());
        var step = Step((high - low) / MostTicks);
        (least, most) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        if (least == most)
            most = least + step;
        for (var tick = least; tick <= most; tick += step)
            Ticks.Add(tick);
        begin = Left + (LetterWidth * Ticks.Max(tick => Amount(tick).Length));
    }

    public List<decimal> Ticks { get; } = [];

    /// <summary>Every how manyth label there is room for.</summary>
    public int Stride => Math.Max(1, (count + 11) / 12);

    public static string Amount(decimal amount) => amount.ToString("N0", CultureInfo.CurrentCulture);

    public string X(int index) => Text(Across(index));

    public string Y(decimal value) => Text(Down(value));

    /// <summary>The line through the values; it is interrupted where one is missing.</summary>
    public string Path(TrendSeries series)
    {
        var path = new List<string>();
        for (var index = 0; index < series.Values.Count; index++)
            if (series.Values[index] is { } value)
                path.Add($"{(index > 0 && series.Values[index - 1] is not null ? 'L' : 'M')}{X(index)} {Y(value)}");
        return string.Join(' ', path);
    }

    // 1, 2 or 5 times a power of ten.
    private static decimal Step(decimal rough)
    {
        if (rough <= 0)
            return 1;
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private double Across(int index) => count == 1 ? (begin + Right) / 2 : begin + ((Right - HalfALabel - begin) * index / (count - 1));

    private double Down(decimal value) => Bottom - ((Bottom - Top) * (double)((value - least) / (most - least)));

    private static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
