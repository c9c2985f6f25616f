using Engagements.Customers;

namespace Engagements.Tests.Customers;

public sealed class EnterpriseNumberRules
{
    [Theory]
    [InlineData("BE", "0566.988.259", "0566988259")]
    [InlineData("BE", "BE 0403.019.261", "0403019261")]
    [InlineData("BE", "403019261", "0403019261")]
    [InlineData("PL", "856-734-62-15", "8567346215")]
    [InlineData("FR", "404 833 048", "404833048")]
    public void A_correct_number_is_kept_without_what_stands_between_the_digits(string country, string typed, string kept)
    {
        var compact = EnterpriseNumber.Compact(country, typed);

        Assert.Equal(kept, compact);
        Assert.Null(EnterpriseNumber.Check(country, compact!));
    }

    [Theory]
    [InlineData("BE", "0431150351", "Checksum")]
    [InlineData("BE", "2147812701", "Format")]
    [InlineData("BE", "05669882", "Length")]
    [InlineData("BE", "05669882X9", "Format")]
    [InlineData("PL", "8567346216", "Checksum")]
    [InlineData("PL", "856734621", "Length")]
    [InlineData("FR", "404833049", "Checksum")]
    [InlineData("FR", "4048330480", "Length")]
    public void A_wrong_number_is_refused_with_the_reason(string country, string compact, string reason) =>
        Assert.Equal(reason, EnterpriseNumber.Check(country, compact)?.ToString());

    [Fact]
    public void A_number_of_another_country_is_taken_as_it_is() =>
        Assert.Null(EnterpriseNumber.Check("DE", EnterpriseNumber.Compact("DE", "HRB 12345")!));

    [Theory]
    [InlineData("BE", "0566988259", "0566.988.259")]
    [InlineData("PL", "8567346215", "856-734-62-15")]
    [InlineData("FR", "404833048", "404 833 048")]
    public void A_number_is_shown_as_its_country_writes_it(string country, string compact, string shown) =>
        Assert.Equal(shown, EnterpriseNumber.Show(country, compact));
}
