using VendorSimulator;

try
{
    await SimulatorApp.Create(SimulatorOptions.Parse(args)).RunAsync();
    return 0;
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
