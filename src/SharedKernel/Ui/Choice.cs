namespace SharedKernel.Ui;

/// <summary>One choice of a select.</summary>
public sealed record Choice(string Value, string Text);
