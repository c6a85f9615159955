using System.Text.Json;

namespace FlextMonitor.Bench.Page;

/// <summary>What the heap of a page's scripts consists of, without what the browser itself holds outside of it.</summary>
/// <param name="DataBytes">Objects, arrays, strings and functions: what the page holds.</param>
/// <param name="CodeBytes">Scripts as they were compiled. The browser compiles what runs often once more, over the first hour.</param>
internal sealed record HeapParts(double DataBytes, double CodeBytes)
{
    /// <summary>Reads a snapshot of V8.</summary>
    public static HeapParts Of(string snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        var meta = document.RootElement.GetProperty("snapshot").GetProperty("meta");
        var fields = Names(meta.GetProperty("node_fields"));
        var types = Names(meta.GetProperty("node_types")[0]);
        var (type, size) = (fields.IndexOf("type"), fields.IndexOf("self_size"));
        var (data, code) = (0.0, 0.0);
        foreach (var node in document.RootElement.GetProperty("nodes").EnumerateArray().Select(value => value.GetInt64()).Chunk(fields.Count))
        {
            switch (types[(int)node[type]])
            {
                case "native":
                    break;
                case "code":
                    code += node[size];
                    break;
                default:
                    data += node[size];
                    break;
            }
        }

        return new HeapParts(data, code);
    }

    private static List<string> Names(JsonElement names) => [.. names.EnumerateArray().Select(name => name.GetString()!)];
}
