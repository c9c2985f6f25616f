using System.Globalization;
using Microsoft.Extensions.Configuration;
using SharedKernel.Mail;

namespace Identity.Trials;

/// <summary>
/// What the operator offers to strangers: <c>Trial__Days</c>. Whoever asks for their data has to say who they are, so
/// an offer without <c>Operator__Name</c>, <c>__Address</c> and <c>__PrivacyEmail</c> keeps the program from starting.
/// </summary>
internal sealed class TrialOffer
{
    private const int LongestDays = 3_650;

    public TrialOffer(IConfiguration configuration)
    {
        var days = configuration["Trial:Days"];
        if (string.IsNullOrWhiteSpace(days))
            return;
        if (!int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > LongestDays)
            throw new InvalidOperationException($"Trial__Days is a whole number up to {LongestDays}, not '{days}'.");

        Days = number;
        Operator = configuration["Operator:Name"]?.Trim() ?? "";
        Address = configuration["Operator:Address"]?.Trim() ?? "";
        PrivacyEmail = configuration["Operator:PrivacyEmail"]?.Trim() ?? "";
        if (Stands && (Operator.Length == 0 || Address.Length == 0 || !EmailAddress.TryParse(PrivacyEmail, out _)))
            throw new InvalidOperationException("Trial__Days needs Operator__Name, Operator__Address and Operator__PrivacyEmail: the privacy notice names them.");
    }

    public int Days { get; }

    public string Operator { get; } = "";

    public string Address { get; } = "";

    public string PrivacyEmail { get; } = "";

    public bool Stands => Days > 0;
}
