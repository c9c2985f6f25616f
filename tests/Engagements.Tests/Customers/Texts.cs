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
}
