namespace VendorSimulator.Tests;

/// <summary>Waits for what happens on another thread, within reason.</summary>
internal static class Eventually
{
    public static async Task<bool> IsTrueAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await condition())
                return true;
            await Task.Delay(50);
        }

        return false;
    }
}
