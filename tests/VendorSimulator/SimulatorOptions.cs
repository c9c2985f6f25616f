using System.Globalization;
using System.Net;

namespace VendorSimulator;

/// <summary>The command line of the simulator.</summary>
internal sealed record SimulatorOptions
{
    public string Urls { get; init; } = "http://127.0.0.1:5090";

    public string? StateFile { get; init; }

    /// <summary>Where the link page sends the person; {companyId} and {statusCode} are replaced.</summary>
    public string? ReturnUrl { get; init; }

    public int Companies { get; init; } = 120;

    public int? ParentPid { get; init; }

    public int FetchDelayMilliseconds { get; init; } = 300;

    public static SimulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            if (index + 1 >= arguments.Count)
                throw new ArgumentException($"{name} needs a value.");

            var value = arguments[index + 1];
            options = name switch
            {
                "--urls" => options with { Urls = Loopback(value) },
                "--state" => options with { StateFile = Path.GetFullPath(value) },
                "--return-url" => options with { ReturnUrl = value },
                "--companies" => options with { Companies = Number(name, value) },
                "--parent-pid" => options with { ParentPid = Number(name, value) },
                "--fetch-delay-ms" => options with { FetchDelayMilliseconds = Number(name, value) },
                _ => throw new ArgumentException($"{name} is not an option of the simulator."),
            };
        }

        return options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{name} needs a whole number, not '{value}'.");

    /// <summary>The control API has no sign-in, so the simulator never listens beyond this machine.</summary>
    private static string Loopback(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
                || !IPAddress.TryParse(address.Host, out var ip)
                || !IPAddress.IsLoopback(ip))
                throw new ArgumentException($"'{url}' is not a loopback address such as http://127.0.0.1:5090.");
        }

        return urls;
    }
}
