using FlextMonitor.Hub.History.Runs;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FlextMonitor.Hub.History.Tables;

internal sealed class DurationHistogramConverter() : ValueConverter<DurationHistogram, string>(
    histogram => histogram.ToString(),
    text => DurationHistogram.Parse(text));
