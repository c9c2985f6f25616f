namespace SharedKernel.Ui;

/// <summary>Amounts over time, for a picture that is drawn on the server.</summary>
/// <param name="Title">What is shown, such as "Result by month".</param>
/// <param name="Labels">Below the picture, the oldest first.</param>
/// <param name="Series">At most four.</param>
public sealed record TrendView(string Title, IReadOnlyList<string> Labels, IReadOnlyList<TrendSeries> Series);

/// <summary>One line of the picture. Its place decides on its colour, its dashes and its marks, so that colour is never alone.</summary>
/// <param name="Values">Along the labels; null where there is none, which leaves a gap.</param>
public sealed record TrendSeries(string Name, IReadOnlyList<decimal?> Values);
