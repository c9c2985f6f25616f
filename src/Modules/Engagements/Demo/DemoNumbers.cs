using System.Globalization;
using Engagements.Customers;

namespace Engagements.Demo;

/// <summary>Enterprise numbers that pass the check, from ranges that are not given out.</summary>
internal static class DemoNumbers
{
    public static string? For(string country, int i)
    {
        var (start, length) = country switch
        {
            "BE" => ("19990", 10),
            "PL" => ("000", 10),
            "FR" => ("000", 9),
            _ => ("", 0),
        };
        if (length == 0)
            return null;
        var first = (i + 1) * 1000;
        return Enumerable.Range(first, 1000)
            .Select(n => start + n.ToString(CultureInfo.InvariantCulture).PadLeft(length - start.Length, '0'))
            .First(number => EnterpriseNumber.Check(country, number) is null);
    }
}
