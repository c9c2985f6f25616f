using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorSimulator.State;

/// <summary>Holds the run-time state behind one lock and writes it whole after each change.</summary>
internal sealed class StateStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly SimulatorState _state;

    public StateStore(SimulatorOptions options, TimeProvider clock)
    {
        _path = options.StateFile;
        _state = _path is not null && File.Exists(_path)
            ? JsonSerializer.Deserialize<SimulatorState>(File.ReadAllBytes(_path), Json)
                ?? throw new InvalidDataException($"{_path} holds no state.")
            : new SimulatorState { Anchor = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) };
        if (_path is null)
            return;

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        Save();
    }

    public DateOnly Anchor => _state.Anchor;

    public T Read<T>(Func<SimulatorState, T> read)
    {
        lock (_lock)
            return read(_state);
    }

    public T Change<T>(Func<SimulatorState, T> change)
    {
        lock (_lock)
        {
            var result = change(_state);
            Save();
            return result;
        }
    }

    private void Save()
    {
        if (_path is null)
            return;

        // Renaming is atomic: a process killed while writing leaves the previous file whole.
        var draft = $"{_path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(_state, Json));
        File.Move(draft, _path, overwrite: true);
    }
}
