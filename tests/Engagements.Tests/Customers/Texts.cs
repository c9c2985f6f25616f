using SharedKernel.Persistence;

namespace Engagements.Tests.Customers;

public sealed class Texts
{
    [Theory]
    [InlineData("Łódź Żuraw", "lodz zuraw")]
    [InlineData("Straßenbau ÆØÅ", "strassenbau aeoa")]
    [InlineData("İstanbul IŞIK", "istanbul isik")]
    [InlineData("Ελένη Παπάς", "ελενη παπασ")]
    [InlineData("  a\u00a0b ", "a b")]
    public void Text_is_folded_for_search_and_sorting(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void What_means_something_to_LIKE_is_searched_literally() =>
        Assert.Equal([@"%100\%%", @"%natural\_foods%", @"%\[uk]%"], Folding.Patterns("100% Natural_Foods [UK]"));

    [Theory]
    [InlineData(" Anna+data@Firm.Example ", "Anna+data@firm.example")]
    [InlineData("anna@łódź.example", "anna@xn--d-uga0v4h.example")]
    public void An_address_is_normalised(string typed, string kept) => Assert.Equal(kept, EmailAddress.Normalise(typed));

    [Theory]
    [InlineData("me@example")]
    [InlineData("me@@example.test")]
    [InlineData("@example.test")]
    [InlineData("me example@firm.test")]
    [InlineData("me@firm..test")]
    [InlineData("me@firm.test\nBcc: all@firm.test")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@firm.test")]
    [InlineData(null)]
    public void What_is_no_address_is_refused(string? typed) => Assert.Null(EmailAddress.Normalise(typed));
}
