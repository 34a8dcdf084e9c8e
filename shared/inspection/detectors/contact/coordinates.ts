import { type DataType, SHAPED } from '../../detect/data-type.ts';

export const coordinates: DataType = {
  id: 'GEO_COORDINATES',
  name: 'Geographic coordinates',
  group: 'contact',
  source: 'ISO 6709: latitude and longitude with four and more decimals',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const pair =
          /^["'([]{0,2}-?\d{1,2}\.\d{4,10}°?[NS]?["']?,? {0,2}(?:["']?(?:lon|lng|long|longitude)["']? ?[:=] ?)?["']?-?\d{1,3}\.\d{4,10}°?[EW]?/.exec(
            text.slice(start, start + 70),
          )?.[0];
        return pair ? start + pair.length : -1;
      },
    },
  ],
  validate: (value) => {
    const [latitude = 91, longitude = 181] = (value.match(/-?\d{1,3}\.\d+/g) ?? []).map(Number);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  },
  context: [
    'coordinates',
    'gps',
    'gps coordinates',
    'geolocation',
    'latlng',
    'lat lon',
    'lat long',
    'latitude longitude',
    'lat',
    'latitude',
    'location',
    'geo',
    'koordinaten',
    'coordonnées',
    'coordenadas',
    'coordinate',
  ],
  confidence: SHAPED,
  mask: {},
  hits: ['GPS: «52.520008, 13.404954»', '{"lat": «37.774929, "lon": -122.419416»}'],
  misses: ['location: 5 km away', 'gps 152.520008, 13.404954'],
};
